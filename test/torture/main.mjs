/**
 * Reads streams at random with our reader and with two others, and prints where they differ: `npm run test:torture`.
 * `TORTURE_ROUNDS` streams from the number `TORTURE_SEED` on.
 */
import { createRequire } from 'node:module';
import { table } from '../../tools/table.mjs';

const require = createRequire(import.meta.url);
const { transformFileSync } = require('@swc/core');

const options = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
	module: { type: 'commonjs' },
};
require.extensions['.ts'] = (module, file) =>
	module._compile(transformFileSync(file, options).code, file);

const { differences } = require('./differences/index.ts');
const { torture } = require('./torture.ts');

const rounds = Number(process.env.TORTURE_ROUNDS ?? 100_000);
const seed = Number(process.env.TORTURE_SEED ?? 1);
const mostShown = 10;

const begin = performance.now();
const { streams, cut, complete, truncated, counts, faults } = await torture(rounds, seed);
const seconds = (performance.now() - begin) / 1000;

const columns = [
	{ title: 'difference', width: 48 },
	{ title: 'streams', width: 8, right: true },
	{ title: 'why', width: 100 },
];
const rows = differences.map(({ name, reason }) => [name, counts.get(name), reason]);
console.log(table(columns, rows));
for (const fault of faults.slice(0, mostShown)) console.log(`\n${fault}`);

// A few streams do not show everything.
const unseen = rounds < 10_000 ? [] : rows.filter(([, count]) => count === 0);
for (const [name] of unseen) console.log(`\nListed, and never seen: ${name}`);
console.log(
	`\nstreams ${streams} (TORTURE_SEED=${seed}), cut ${cut}, complete ${complete}, ${seconds.toFixed(0)} s` +
		`\ndifferences outside the list ${faults.length}, truncated as complete ${truncated.unlisted}` +
		` (and ${truncated.listed} for a listed reason)`,
);
process.exitCode = faults.length === 0 && unseen.length === 0 ? 0 : 1;
