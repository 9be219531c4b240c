import { prepareN8n, runExample } from './preparedN8n.mjs';

/**
 * Runs the whole example in the real n8n, without its editor.
 *
 * @param {import('../main.mjs').Demo} demo
 * @returns {Promise<boolean>} whether every ticket was summarized
 */
export async function runInN8n(demo) {
	const { isComplete } = await runExample(await prepareN8n(demo), demo);
	demo.log(`
What next:
  npm run demo -- --editor    the same, and then n8n's editor to look around; with --keep, what you build there stays`);
	return isComplete;
}
