/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the project's own files */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/packed';

interface Node {
	name: string;
	type: string;
	parameters: { content?: string };
	credentials?: { [type: string]: { id: unknown; name: string } };
	onError?: string;
}

interface Example {
	file: string;
	text: string;
	nodes: Node[];
	connections: { [name: string]: { [kind: string]: Array<Array<{ node: string }>> } };
}

const folder = join(projectFolder, 'examples');
const examples = readdirSync(folder)
	// Data of tests.
	.filter((file) => file.endsWith('.json') && file !== 'tickets.json')
	.map((file): Example => {
		const text = readFileSync(join(folder, file), 'utf8');
		return { file: file.replace(/\.json$/, ''), text, ...JSON.parse(text) };
	});

/** Texts that the workflow works with, without what its note says. */
const working = ({ nodes }: Example) =>
	JSON.stringify(nodes.filter(({ type }) => !type.endsWith('.stickyNote')));

test.each(examples)(
	'$file has one note, which says what is chosen, comes out and is changed',
	(example) => {
		const notes = example.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(notes).toHaveLength(1);
		const content = notes[0]?.parameters.content ?? '';
		expect(content).toMatch(/^## \S/);
		for (const part of [
			/^1\. Choose your credential/m,
			/^\*\*What comes out:\*\*/m,
			/^\*\*To change:\*\*/m,
		])
			expect(content).toMatch(part);
		const names = example.nodes.map(({ name }) => name);
		const setUp = /^1\. .*$/m.exec(content)?.[0] ?? '';
		for (const { name, credentials } of example.nodes)
			if (credentials) expect(setUp).toContain(`**${name}**`);
		// What the note says in bold is a node, or one of its own headings.
		const bold = [...content.matchAll(/\*\*(.+?)\*\*/g)].map(([, words]) => words);
		const said = ['What comes out:', 'To change:', 'Open chat'];
		expect(bold.filter((words) => ![...names, ...said].includes(words ?? ''))).toEqual([]);
	},
);

test.each(examples)('$file has a picture', ({ file }) => {
	expect(existsSync(join(projectFolder, 'docs/recipes', `${file}.png`))).toBe(true);
});

test.each(examples)(
	'$file wants a credential by the name that n8n gives it, and no other',
	({ nodes }) => {
		const chosen = nodes.flatMap(({ credentials }) => (credentials ? [credentials] : []));
		expect(chosen.length).toBeGreaterThan(0);
		for (const credentials of chosen)
			expect(credentials).toEqual({ aigc2dApi: { id: null, name: 'AIGC2D account' } });
	},
);

test.each(examples)('$file needs nothing from outside: no file, no address', (example) => {
	const types =
		/readWriteFile|readBinaryFile|writeBinaryFile|httpRequest|rssFeedRead|executeCommand/i;
	expect(example.nodes.filter(({ type }) => types.test(type))).toEqual([]);
	expect(working(example)).not.toMatch(/"=?(\/|~|[A-Z]:\\|file:)[\w.-]+/);
	const hosts = [...working(example).matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
	// Reserved names, which lead nowhere.
	expect(hosts.filter((host) => !/(^|\.)example(\.\w+)?$/.test(host ?? ''))).toEqual([]);
});

test.each(examples)('$file keeps what is paid for: On Error is Continue', ({ nodes }) => {
	const ours = nodes.filter(({ type }) => type === 'n8n-nodes-aigc2d.aigc2d');
	for (const { onError } of ours)
		expect(['continueRegularOutput', 'continueErrorOutput']).toContain(onError);
});

test.each(examples)(
	'$file has names of plain words, each once and each with its place',
	(example) => {
		const { nodes, connections } = example;
		const names = nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const name of names) expect(name).toMatch(/^[A-Z][A-Za-z ]*\??$/);
		const ends = Object.values(connections).flatMap((kinds) =>
			Object.values(kinds).flatMap((outputs) => outputs.flat().map(({ node }) => node)),
		);
		for (const name of [...Object.keys(connections), ...ends]) expect(names).toContain(name);
		const connected = new Set([...Object.keys(connections), ...ends, 'Note']);
		expect(names.filter((name) => !connected.has(name))).toEqual([]);
	},
);

test('the tickets in the examples are those that the tests know', () => {
	const tickets = JSON.parse(readFileSync(join(folder, 'tickets.json'), 'utf8')).map(
		({ id, text }: { id: string; text: string }) => ({ id, text }),
	);
	const listOf = (file: string, name: string) => {
		const node = examples
			.find((example) => example.file === file)
			?.nodes.find((each) => each.name === name);
		return JSON.parse((node?.parameters as { jsonOutput: string }).jsonOutput).tickets;
	};
	expect(listOf('nightly-ticket-summary', 'Tickets')).toEqual(tickets);
	expect(listOf('tickets-in-batches', 'Tickets')).toEqual(tickets);
	expect(listOf('retry-tomorrow', 'Tickets of Today')).toEqual(tickets.slice(0, 6));
});
