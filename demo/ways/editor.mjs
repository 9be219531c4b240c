import { untilAborted } from '../../tools/process/program.mjs';
import { whileBusy } from '../../tools/process/progress.mjs';
import { withKept } from './kept.mjs';
import { credentialName, prepareN8n, runExample } from './preparedN8n.mjs';

/**
 * Runs the example in the real n8n, and leaves its editor open until the demo is stopped.
 *
 * @param {import('../main.mjs').Demo} demo
 * @returns {Promise<boolean>} whether every ticket was summarized; true where they were not tried again
 */
export async function runInEditor(demo) {
	if (demo.keep === undefined) return await openEditor(demo);
	return await withKept(demo.keep, demo, (kept) => openEditor(demo, kept));
}

/** @param {import('../main.mjs').Demo} demo @param {import('./kept.mjs').Kept} [kept] */
async function openEditor(demo, kept) {
	const { signal, log } = demo;
	const prepared = await prepareN8n({ ...demo, folder: kept?.folder });
	const { instance, gateway } = prepared;
	// In a kept one the example is the user's by now.
	const example = kept?.isReady ? undefined : await runExample(prepared, demo);
	await kept?.setReady();

	log('\nStarting the editor');
	const { url } = await whileBusy(() => instance.start(), { log });
	const { email, password, isNew } = await instance.ensureOwner();
	log(`n8n is running: ${example ? `${url}/workflow/${example.id}` : url}`);
	log(
		`Sign in as ${email} with the password ${password}${isNew ? '' : ', or as you have changed it'}`,
	);
	if (example) log('There, press Execute workflow, and open Summarize Ticket to see its answers.');
	if (!example) log(`The credential "${credentialName}" now leads to ${gateway.about}`);
	if (gateway.embedded) log(aboutModels);
	log(
		kept
			? `Ctrl-C stops it. What you build stays in ${kept.folder}, and the same command finds it again.`
			: 'Ctrl-C stops it and removes everything; with --keep, what you build stays.',
	);
	await untilAborted(signal);
	// Whoever waits for a kept folder gets it when nothing writes there any more.
	await instance.dispose();
	return example?.isComplete ?? true;
}

const aboutModels = `In the list of models, tiny-support is the demo's model, as are claude-, ernie- and spark- under names to try. Those
that begin with rule- are no models but a few lines of code: rule-painter draws patterns, rule-speaker plays tones
(tools/gateway/README.md).`;
