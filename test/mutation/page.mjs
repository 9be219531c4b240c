import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rooms } from './rooms.mjs';

const page = 'docs/mutation.md';

const intro = `# Mutation testing

Written by \`npm run test:mutation\`, which replaces the rows of the rooms that it tries; do not edit it.

The code of a room (a folder of \`nodes/\`) is changed in many small places, one at a time. A change counts as noticed when a unit test of its layer, or a case of \`test/cases\` (run without n8n and without a network), fails or never ends. Tests that take more than 0.2 s of the processor, and those that make up answers at random, are left out. Of what survives, much is not to be seen from outside: the words of sentences, the size of limits, what only makes something faster.

| room | changes | noticed | survived | not run by any test | % | tried |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
`;

/** Puts the scores of rooms into the page, in the order of the rooms; those of others stay. */
export function record(scores) {
	const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
	const rows = new Map();
	for (const [row, room] of before.matchAll(/^\| (\w+(?:\/\w+)*) \|.*\d \|.*$/gm))
		rows.set(room, row);
	const date = new Date().toISOString().slice(0, 10);
	for (const { room, total, noticed, survived, uncovered, percent } of scores) {
		const cells = [room, total, noticed, survived, uncovered, percent.toFixed(1), date];
		rows.set(room, `| ${cells.join(' | ')} |`);
	}
	const known = rooms.filter((room) => rows.has(room));
	writeFileSync(page, `${intro}${known.map((room) => `${rows.get(room)}\n`).join('')}`);
}
