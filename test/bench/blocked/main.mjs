/**
 * How long the node blocks the event loop of n8n with what a gateway sends: `npm run blocked`, or some of the answers by
 * parts of their names, `npm run blocked -- refusal Claude`. `--size 4` makes them of 4 MB instead of 8. Each goes
 * through n8n's engine and real HTTP, from a gateway in a process of its own, with Simplify on and off; beside it stands
 * how long `JSON.parse` alone takes for the same bytes. Of three rounds the best counts: the aim is about a quiet core.
 */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { table } from '../../../tools/table.mjs';
import { answers, key } from './answers.mjs';
import { shortestOf } from './gaps.mjs';

// The engine prints every failure.
process.env.N8N_LOG_LEVEL = 'silent';

const require = createRequire(import.meta.url);
const { transformFileSync } = require('@swc/core');
const options = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
	module: { type: 'commonjs' },
	sourceMaps: 'inline',
};
// Before all others: beside `Aigc2d.node.ts` stands `Aigc2d.node.json`.
const others = Object.entries(require.extensions);
for (const [extension] of others) delete require.extensions[extension];
require.extensions['.ts'] = (module, file) =>
	module._compile(transformFileSync(file, options).code, file);
Object.assign(require.extensions, Object.fromEntries(others));

const { runNode } = require('../../support/engine.ts');
const { parametersFor } = require('../../support/wire/operations.ts');

/** Longest time for which the event loop may be blocked, in milliseconds. */
const most = 100;

const given = process.argv.slice(2);
const valueOf = (name, usual) =>
	given.includes(name) ? Number(given.splice(given.indexOf(name), 2)[1]) : usual;
const size = valueOf('--size', 8) * 1024 * 1024;
const rounds = valueOf('--rounds', 3);
const isMeant = (part) => (name) => (part in answers ? name === part : name.includes(part));
const names = Object.keys(answers).filter(
	(name) => given.length === 0 || given.some((part) => isMeant(part)(name)),
);

const gateway = fork(fileURLToPath(new URL('gateway.mjs', import.meta.url)));
const { port } = await new Promise((resolve) => gateway.once('message', resolve));
process.once('exit', () => gateway.kill());

let runs = 0;

/** Runs the node against one answer. */
async function run(name, bytes, { route, options: chosen, items = 1, isRead }, simplify) {
	// An address of its own, so that what one run has learned does not hold back the next.
	const path = encodeURIComponent(`${name}@${bytes}@${runs++}`);
	const throughput = { maxAttempts: 1, maxRateLimitWait: 0 };
	const { items: made, error } = await runNode({
		parameters: parametersFor({ route, options: chosen, simplify, throughput }),
		items: Array.from({ length: items }, (_, at) => ({ text: `text ${at}` })),
		credential: { apiKey: key, baseUrl: `http://127.0.0.1:${port}/${path}` },
		onError: 'continueRegularOutput',
		...(isRead ? { onChunk: () => {} } : {}),
	});
	const why = made[0]?.json.error;
	return why ? (why.kind ?? String(why)) : (error?.message ?? 'ok');
}

function parseTime(body) {
	const texts = body.startsWith('data:')
		? [...body.matchAll(/^data: (.*)$/gm)].map(([, text]) => text)
		: [body];
	let best = Infinity;
	for (let round = 0; round < rounds; round++) {
		const begun = performance.now();
		for (const text of texts) {
			try {
				JSON.parse(text);
			} catch {
				// Not all of them are JSON.
			}
		}
		best = Math.min(best, performance.now() - begun);
	}
	return best;
}

const rows = [];
for (const name of names) {
	// Loads what is needed, and makes it fast.
	await run(name, 10_000, answers[name](10_000), true);
	const { body, ...answer } = answers[name](size);
	const parse = parseTime(body);
	await run(name, size, answer, true);
	const simple = await shortestOf(rounds, () => run(name, size, answer, true));
	const asSent = await shortestOf(rounds, () => run(name, size, answer, false));
	const longest = Math.max(simple.longest, asSent.longest);
	const allowed = answer.isFree ? Math.max(most, parse) : most;
	const row = {
		name,
		bytes: Buffer.byteLength(body),
		parse,
		simple,
		asSent,
		isLong: longest > allowed,
	};
	rows.push(row);
	process.stderr.write(`${name}: ${Math.round(simple.longest)}, ${Math.round(asSent.longest)}\n`);
}

const columns = [
	{ title: 'answer', width: 40 },
	{ title: 'MB', width: 5, right: true },
	{ title: 'JSON.parse, ms', width: 14, right: true },
	{ title: 'blocked, ms', width: 11, right: true },
	{ title: 'as sent, ms', width: 11, right: true },
	{ title: 'outcome', width: 16 },
	{ title: '', width: 8 },
];
const line = ({ name, bytes, parse, simple, asSent, isLong }) => [
	name,
	(bytes / 1024 / 1024).toFixed(1),
	Math.round(parse),
	Math.round(simple.longest),
	Math.round(asSent.longest),
	simple.result,
	isLong ? 'TOO LONG' : '',
];
console.log(table(columns, rows.map(line)));
const long = rows.filter(({ isLong }) => isLong).length;
console.log(`\nanswers ${rows.length}, blocked for more than ${most} ms by ${long}`);
process.exit(long === 0 ? 0 : 1);
