import { readFile, writeFile } from 'node:fs/promises';

const file = new URL('../../../../docs/reports.md', import.meta.url);

const head = `# What users of n8n reported, and what is seen now

Each line is a part of one workflow that \`npm run test:n8n -- reports\` runs in the real n8n 2.41.1, with the packed package and a gateway that refuses whatever is not in OpenAI's description. The test makes this page and fails when it is not what was tried.
`;

/** What the kinds of reports are about, in their order. */
const kinds = {
	1: 'Half answers',
	2: 'Headers of the credential',
	3: 'A credential with expressions',
	4: 'Thoughts in results',
	5: 'Thinking models in Agents',
	6: 'Words of the gateway in a chat',
	7: 'Answers in the form of a schema',
	8: 'Unknown tools, and calls in the older form',
	9: "The credential in n8n's own nodes",
	10: 'Files that are not what they claim',
	11: 'Conversations that come back',
	12: 'Half a letter',
	13: 'The reason behind the failure of a router',
	14: 'The search for a node',
	15: 'Messages without bound',
	query: 'A Base URL with a query',
	empty: 'Values that are not there',
	words: 'Words that tell what to do',
};

/** The page that these reports make. @param {readonly import('./compose.mjs').Report[]} reports */
export function pageOf(reports) {
	const sections = Object.entries(kinds).flatMap(([kind, title]) => {
		const rows = reports.filter((report) => String(report.kind) === kind);
		if (rows.length === 0) return [];
		const lines = rows.map(({ reported, seen }) => `| ${cell(reported)} | ${cell(seen)} |`);
		return [`## ${title}\n\n| reported | seen now |\n|---|---|\n${lines.join('\n')}\n`];
	});
	return [head, ...sections].join('\n');
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const readPage = async () => await readFile(file, 'utf8');
/** @param {string} page */
export const writePage = async (page) => await writeFile(file, page);
