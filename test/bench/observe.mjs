/**
 * n8n loads this as an external hook file. It measures the node named Contestant from inside the
 * process, and reports every execution to the bench: saving executions, or reading them back, would
 * cost more than what is measured.
 */
import { realpathSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { memory, startPeak } from './processMemory.mjs';

const { WorkflowExecute } = createRequire(realpathSync(process.argv[1]))('n8n-core');

const subject = 'Contestant';
let spent;

const runNode = WorkflowExecute.prototype.runNode;
WorkflowExecute.prototype.runNode = async function (workflow, executionData, ...others) {
	if (executionData.node.name !== subject)
		return await runNode.call(this, workflow, executionData, ...others);
	spent ??= { wall: 0, started: performance.now(), cpu: process.cpuUsage(), before: startPeak() };
	const endProfile = process.env.BENCH_PROFILES ? await profile(workflow.name) : () => {};
	try {
		return await runNode.call(this, workflow, executionData, ...others);
	} finally {
		await endProfile();
		const { user, system } = process.cpuUsage(spent.cpu);
		spent.wall = performance.now() - spent.started;
		spent.used = (user + system) / 1000;
	}
};

export const workflow = { postExecute: [report] };

async function report(run, { name }) {
	if (!spent) return;
	const { wall, used, before } = spent;
	spent = undefined;
	const [last] = run.data.resultData.runData[subject] ?? [];
	const items = last?.data?.main?.[0] ?? [];
	const body = {
		name,
		status: run.status,
		executionTime: last?.executionTime,
		wall,
		cpu: used,
		items: items.filter(({ json }) => json.error === undefined).length,
		rss: { before, peak: memory('VmHWM') },
		error: run.data.resultData.error?.message,
	};
	await fetch(process.env.BENCH_REPORTS, { method: 'POST', body: JSON.stringify(body) });
}

/** With BENCH_PROFILES, a folder: where the processor's time goes, a file for each run. */
async function profile(name) {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: 200 });
	await session.post('Profiler.start');
	return async () => {
		const { profile: result } = await session.post('Profiler.stop');
		session.disconnect();
		const file = join(process.env.BENCH_PROFILES, `${name}.cpuprofile`);
		writeFileSync(file, JSON.stringify(result));
	};
}
