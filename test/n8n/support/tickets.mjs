/** One run of the real n8n in which several gateways get the same items. */
import { packedN8n } from './packedN8n.mjs';
import { branchesWorkflow, modelById, userMessage } from './workflows.mjs';

/**
 * Sends so many tickets to each gateway, all at once, each gateway as a node of its own.
 *
 * @param {object} choice
 * @param {number} choice.count
 * @param {string} choice.model
 * @param {{ name: string, url: string }[]} choice.gateways
 * @returns for each gateway its `outputs` (the JSON of each item) and how long its node took, in milliseconds; and
 *   what a gateway that echoes gives
 */
export async function runTickets({ count, model, gateways }) {
	const n8n = await packedN8n();
	const credentialIds = await n8n.importCredentials(
		gateways.map(({ name, url }) => ({
			name,
			type: 'aigc2dApi',
			data: { baseUrl: url, apiKey: 'sk-test-0123456789abcdef' },
		})),
	);
	const items = Array.from({ length: count }, (_, number) => ({ text: `Ticket ${number}` }));
	const parameters = { model: modelById(model), messages: userMessage('={{ $json.text }}') };
	const workflow = branchesWorkflow({
		items,
		branches: gateways.map(({ name }, at) => ({
			name,
			credentialId: credentialIds[at],
			parameters,
		})),
	});
	const { run } = await n8n.execute(await n8n.importWorkflow(workflow));
	const runs = gateways.map(({ name }) => {
		const [{ data, executionTime }] = run.data.resultData.runData[name];
		return { outputs: data.main[0].map(({ json }) => json), executionTime };
	});
	return { runs, echoes: items.map(({ text }) => `Echo: ${text}`) };
}
