/**
 * n8n loads this as an external hook file. It looks on from inside the process while the node named Contestant works:
 * what it keeps in memory, and at the end what it gave, which goes to a file. Saving the execution would cost more
 * than what is measured.
 */
import { realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memory, startPeak } from '../bench/processMemory.mjs';

const { WorkflowExecute } = createRequire(realpathSync(process.argv[1]))('n8n-core');
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const { SOAK_COUNTS, SOAK_OUTPUTS, SOAK_SAMPLE_SECONDS, BENCH_REPORTS } = process.env;
const subject = 'Contestant';
let seen;

const runNode = WorkflowExecute.prototype.runNode;
WorkflowExecute.prototype.runNode = async function (workflow, executionData, ...others) {
	if (executionData.node.name !== subject)
		return await runNode.call(this, workflow, executionData, ...others);
	await settle();
	const begun = performance.now();
	startPeak();
	const samples = [await sample(begun)];
	const ended = new AbortController();
	const sampling = sampleUntil(ended.signal, begun, samples);
	const result = await runNode.call(this, workflow, executionData, ...others);
	const wall = performance.now() - begun;
	const peak = memory('VmHWM') / 1024;
	ended.abort();
	await sampling;
	await settle();
	samples.push(await sample(begun));
	seen = { wall, peak, samples };
	return result;
};

export const workflow = { postExecute: [report] };

async function sampleUntil(signal, begun, samples) {
	for (;;) {
		await pause(Number(SOAK_SAMPLE_SECONDS) * 1000, undefined, { signal }).catch(() => {});
		if (signal.aborted) return;
		samples.push(await sample(begun));
	}
}

/** Code that is no longer used, and what waits for the end of others, is let go of after some collections only. */
async function settle() {
	for (let times = 0; times < 8; times++) {
		collectGarbage();
		await pause(50);
	}
}

/** What is in memory, in MB: all that the process has, and what is left when its garbage is collected. */
async function sample(begun) {
	const { answered } = await (await fetch(`${SOAK_COUNTS}/counts`)).json();
	const rss = memory('VmRSS') / 1024;
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	const seconds = (performance.now() - begun) / 1000;
	return { seconds, answered, rss, live: (heapUsed + external) / 2 ** 20 };
}

async function report(run, { name }) {
	if (!seen) return;
	const { status } = run;
	const [{ data }] = run.data.resultData.runData[subject];
	const items = data?.main?.[0] ?? [];
	const outputs = items.map(({ json, pairedItem }) =>
		JSON.stringify({ item: pairedItem?.item, text: json.text, kind: json.error?.kind }),
	);
	const file = join(SOAK_OUTPUTS, `${name}.jsonl`);
	writeFileSync(file, outputs.join('\n'));
	const error = run.data.resultData.error?.message;
	const body = { name, status, error, file, items: items.length, ...seen };
	seen = undefined;
	await fetch(BENCH_REPORTS, { method: 'POST', body: JSON.stringify(body) });
}
