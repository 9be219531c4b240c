/**
 * Has a gateway say the secrets of a credential in every place and every disguise, searches all that is left of each
 * run, and prints what was searched and found: `npm run test:leaks`, or some of it by the names of the files in
 * test/engine/leaks, `npm run test:leaks -- chatModel`. The same in the real n8n: `npm run test:n8n -- leaks`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../../tools/table.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const folder = mkdtempSync(join(tmpdir(), 'leaks-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'figures');

const { status } = spawnSync(
	process.execPath,
	[jest, '--config', 'test/leaks/jest.config.js', ...process.argv.slice(2)],
	{ cwd: root, env: { ...process.env, LEAK_FIGURES: file }, stdio: 'inherit' },
);

const rows = existsSync(file)
	? readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line))
	: [];
const columns = [
	{ title: 'searched', width: 44 },
	{ title: 'places', width: 8, right: true },
	{ title: 'shown', width: 8, right: true },
	{ title: 'runs', width: 9, right: true },
	{ title: 'MB', width: 9, right: true },
	{ title: 'hits', width: 6, right: true },
	{ title: 'faults', width: 6, right: true },
];
const sum = (name) => rows.reduce((all, row) => all + row[name], 0);
const count = (name) => rows.reduce((all, row) => all + row[name].length, 0);
const line = (suite, places, shown, runs, characters, hits, faults) =>
	[suite, places, shown, runs, (characters / 1e6).toFixed(1), hits, faults].map(String);
rows.sort((one, other) => one.suite.localeCompare(other.suite, 'en'));
console.log(
	table(columns, [
		...rows.map(({ suite, places, shown, runs, characters, hits, faults }) =>
			line(suite, places, shown, runs, characters, hits.length, faults.length),
		),
		line(
			'all',
			...['places', 'shown', 'runs', 'characters'].map(sum),
			...['hits', 'faults'].map(count),
		),
	]),
);
process.exitCode = status === 0 && rows.length > 0 ? 0 : 1;
