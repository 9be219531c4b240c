import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));

/** Folder that n8n must be allowed to read. */
export const ticketsFolder = examples;

/** @returns {Promise<{ id: string, text: string, expected: { summary: string } }[]>} */
export async function readTickets() {
	return JSON.parse(await readFile(`${examples}tickets.json`, 'utf8'));
}

/**
 * The example workflow as a person would set it up: with the path of the tickets, a credential and a model.
 *
 * @param {{ credentialId: string, model: string }} choice
 */
export async function nightlySummary({ credentialId, model }) {
	const workflow = JSON.parse(await readFile(`${examples}nightly-ticket-summary.json`, 'utf8'));
	const node = (name) => workflow.nodes.find((each) => each.name === name);
	node('Read Tickets').parameters.fileSelector = `${examples}tickets.json`;
	node('Summarize Ticket').parameters.model.value = model;
	node('Summarize Ticket').credentials.aigc2dApi.id = credentialId;
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
	const outputs = runData['Summarize Ticket']?.[0]?.data?.main;
	if (!outputs)
		throw new Error(
			`The workflow did not reach the summaries: ${error?.message ?? 'no reason is recorded'}`,
		);
	const [summaries, failures = []] = outputs;
	const tickets = runData['One Item per Ticket'][0].data.main[0].map(({ json }) => json);
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
