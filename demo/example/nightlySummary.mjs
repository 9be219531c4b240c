import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** Names of its nodes that somebody asks for. */
export const steps = {
	list: 'Tickets',
	tickets: 'One Item per Ticket',
	summarize: 'Summarize Ticket',
};

/** What its note says once that is done which it asks for. */
const isSetUp = `Credential and model are set: press **Execute workflow**, then open **${steps.summarize}** to see its settings and its answers.`;

/** The tickets of the examples, with what their author expects. @returns {Promise<{ id: string, text: string, expected: { summary: string, category: string, sentiment: string, priority: string } }[]>} */
export async function readTickets() {
	return JSON.parse(await readFile(`${examples}tickets.json`, 'utf8'));
}

/**
 * The example workflow as a person would set it up: with a credential and a model. Its tickets have what is expected of
 * them, so that it can be said how many summaries are right.
 *
 * @param {{ model: string, credentialId?: string }} choice the credential of the file stays unless there is another
 */
export async function nightlySummary({ credentialId, model }) {
	const workflow = JSON.parse(await readFile(`${examples}nightly-ticket-summary.json`, 'utf8'));
	const node = (name) => workflow.nodes.find((each) => each.name === name);
	node(steps.list).parameters.jsonOutput = JSON.stringify({ tickets: await readTickets() });
	node(steps.summarize).parameters.model.value = model;
	const note = node('Note').parameters;
	note.content = note.content.replace(/^1\. .*$/m, isSetUp);
	if (credentialId) node(steps.summarize).credentials.aigc2dApi.id = credentialId;
	return workflow;
}

/**
 * What the workflow made of every ticket, in the order of the tickets.
 *
 * @param {any} run n8n's record of the execution
 * @returns {{ id: string, text: string, summary?: string, finish?: string, tokens?: number, failure?: string, right: boolean }[]}
 */
export function readResults(run) {
	const { runData, error } = run.data.resultData;
	const outputs = runData[steps.summarize]?.[0]?.data?.main;
	if (!outputs)
		throw new Error(
			`The workflow did not reach the summaries: ${error?.message ?? 'no reason is recorded'}`,
		);
	const [summaries, failures = []] = outputs;
	const tickets = runData[steps.tickets][0].data.main[0].map(({ json }) => json);
	const of = (items, position) =>
		items?.find(({ pairedItem }) => pairedItem.item === position)?.json;
	return tickets.map(({ id, text, expected }, position) => {
		const done = of(summaries, position);
		const failed = of(failures, position);
		return {
			id,
			text,
			summary: done?.text,
			finish: done?.finish_reason,
			tokens: done?.usage?.total_tokens,
			failure: failed?.message,
			right: done?.text.trim() === expected.summary,
		};
	});
}
