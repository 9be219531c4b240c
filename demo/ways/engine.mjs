import { rm } from 'node:fs/promises';
import { loadEngine } from '../../tools/engine/engine.mjs';
import { temporaryFolder } from '../../tools/n8n/temporaryFolder.mjs';
import { buildProject, projectFolder } from '../../tools/packProject.mjs';
import { whileBusy } from '../../tools/process/progress.mjs';
import { nightlySummary, readTickets, steps } from '../example/nightlySummary.mjs';
import { report } from '../example/report.mjs';
import { chooseGateway } from '../gatewayChoice.mjs';

/**
 * Runs the node of the example in n8n's own engine, in this process. The other nodes of the workflow are n8n's, and
 * come with the real n8n alone: the tickets are handed to ours as they would.
 *
 * @param {import('../main.mjs').Demo} demo
 * @returns {Promise<boolean>} whether every ticket was summarized
 */
export async function runInEngine(demo) {
	const { signal, atEnd, log } = demo;
	const folder = await temporaryFolder();
	atEnd(() => rm(folder, { recursive: true, force: true }));

	log('Building the package');
	const [gateway, engine] = await bothOrFail(
		chooseGateway(demo),
		whileBusy(() => builtEngine(folder, signal), { log }),
	);
	const workflow = await nightlySummary({ model: gateway.model });
	const node = workflow.nodes.find(({ name }) => name === steps.summarize);
	log(`Executing "${node.name}" of "${workflow.name}" in n8n's engine, with ${gateway.about}\n`);
	const run = await engine.run({
		node,
		before: steps.tickets,
		items: await readTickets(),
		credential: gateway.credential,
		signal,
	});
	signal.throwIfAborted();
	const isComplete = report({ run, status: run.status, embedded: gateway.embedded, log });
	log(`
What next:
  npm run demo -- --n8n       the whole workflow in the real n8n, which is installed once: 4 to 10 minutes, 4 GB
  npm run demo -- --editor    the same, and then n8n's editor to look around; with --keep, what you build there stays`);
	return isComplete;
}

/** @param {string} folder @param {AbortSignal} signal */
async function builtEngine(folder, signal) {
	const built = buildProject(folder, { signal });
	// Takes a second or two, in which the build goes on.
	const engine = loadEngine({ folder });
	await built;
	await engine.addPackage(projectFolder);
	return engine;
}

/**
 * Waits for both even when one fails: what the other one is doing must not be cut off by the end of the process.
 *
 * @template One, Other
 * @param {Promise<One>} one
 * @param {Promise<Other>} other
 * @returns {Promise<[One, Other]>}
 */
async function bothOrFail(one, other) {
	await Promise.allSettled([one, other]);
	return await Promise.all([one, other]);
}
