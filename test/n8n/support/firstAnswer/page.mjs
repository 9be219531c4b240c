const head = `# From an empty canvas to the first answer

What one presses in the editor of n8n 2.41.1 until the answer is there, with a credential that exists: counted by \`npm run test:n8n -- firstAnswer\`, which fails when ours takes more than n8n's own node. \`WRITE_DOCS=1\` writes this page. A new credential takes the same in both: its button, a click and a paste for the key, one for another address than the usual, and Save.
`;

/**
 * The page of what was counted.
 *
 * @param {Record<string, Record<string, import('./presses.mjs').Presses>>} counted by node, then by step
 */
export function pageOf(counted) {
	const nodes = Object.keys(counted);
	const steps = Object.keys(counted[nodes[0]]);
	const rows = steps.map((step) =>
		row(
			step,
			nodes.map((node) => inWords(counted[node][step])),
		),
	);
	const sums = nodes.map((node) => `**${inWords(sumOf(counted[node]))}**`);
	return [head, row('step', nodes), '|---|---|---|', ...rows, row('**sum**', sums), ''].join('\n');
}

/** All that one node takes. @param {Record<string, import('./presses.mjs').Presses>} steps */
export function sumOf(steps) {
	return Object.values(steps).reduce((sum, { clicks, keys }) => ({
		clicks: sum.clicks + clicks,
		keys: sum.keys + keys,
	}));
}

const row = (first, others) => `| ${[first, ...others].join(' | ')} |`;

function inWords({ clicks, keys }) {
	const words = [
		clicks && `${clicks} ${clicks === 1 ? 'click' : 'clicks'}`,
		keys && `${keys} ${keys === 1 ? 'key' : 'keys'}`,
	];
	return words.filter(Boolean).join(', ');
}
