import { table } from '../../tools/table.mjs';

/** @typedef {import('./tables.mjs').Table} Table */

/** For the terminal; columns are as wide as they must be. @param {Table} given */
export function asText({ title, columns, rows }) {
	const widths = columns.map((column, index) => ({
		...column,
		width: Math.max(column.title.length, ...rows.map((row) => row[index].length)),
	}));
	return `\n${title}\n\n${table(widths, rows)}`;
}

/** For a page. @param {Table} given */
export function asMarkdown({ title, columns, rows }) {
	const line = (cells) => `| ${cells.join(' | ')} |`;
	const rule = columns.map(({ right }) => (right ? '---:' : '---'));
	const head = [line(columns.map((column) => column.title)), line(rule)];
	return [`## ${title}`, '', ...head, ...rows.map(line), ''].join('\n');
}

const notes = [
	'**of bound**: the least time in which anybody could do it, N·L/C (items × time of an answer / requests at once), over the time it took.',
	"A run is n8n's `executionTime` of the node, measured inside the process; making the list and starting n8n are in no figure.",
	'A contestant without a fixed number of requests at once has no bound: it sends all of them together.',
	"**Helper loop in n8n** reads the same parameters as this node and calls n8n's own HTTP helper, without anything else: the limit of what a node may use. **Bare undici** keeps its connections, which n8n's helper cannot.",
	'**extrapolated**: one request at a time; the time of a shorter list was multiplied.',
	'This node learns of its gateway: before a run it had eight waves of requests, as in the second run of a process; **cold**: none. Where the gateway has a limit it had one request, so that the limit was still to be found.',
	'**Credential alone** is a node that reads its credential for every item, and does nothing else. As expressions it has the item in both key and address.',
	'**answers bought** counts what the gateway delivered, and would have charged; **items out** what the workflow got.',
];

/**
 * docs/bench.md.
 *
 * @param {{ facts: string[], tables: Table[] }} content
 */
export function page({ facts, tables }) {
	return [
		'# Bench',
		'',
		'Written by `npm run bench`, which runs everything below again; do not edit it.',
		'',
		'![Items per second at 1,000 items](bench.svg)',
		'',
		...facts.map((fact) => `- ${fact}`),
		'',
		...tables.map(asMarkdown),
		'## How to read it',
		'',
		...notes.map((note) => `- ${note}`),
		'',
	].join('\n');
}
