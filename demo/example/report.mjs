import { table } from '../../tools/table.mjs';
import { readResults, steps } from './nightlySummary.mjs';

const columns = [
	{ title: 'Ticket', width: 46 },
	{ title: 'Summary', width: 50 },
	{ title: 'Finish', width: 6 },
	{ title: 'Tokens', width: 6, right: true },
];

/**
 * Shows the table of tickets and summaries, and what they add up to.
 *
 * @param {{ run: any, status: string, embedded: boolean, log: (line: string) => void }} execution
 * @returns {boolean} whether every ticket was summarized
 */
export function report({ run, status, embedded, log }) {
	const results = readResults(run);
	const rows = results.map(({ text, summary, failure, finish, tokens }) => [
		text,
		summary ?? failure,
		finish,
		tokens,
	]);
	log(table(columns, rows));

	const done = results.filter(({ summary }) => summary !== undefined);
	const tokens = done.reduce((sum, result) => sum + (result.tokens ?? 0), 0);
	const { executionTime } = run.data.resultData.runData[steps.summarize][0];
	log(
		`\n${done.length} of ${results.length} tickets summarized, ${tokens} tokens, ${executionTime} ms in the node.`,
	);
	if (embedded) {
		const right = results.filter((result) => result.right).length;
		log(
			`${right} of ${results.length} summaries are word for word what the tickets' author expected.`,
		);
	}
	return status === 'success' && done.length === results.length;
}
