/**
 * Runs the cases of real gateways and prints what came of each: `npm run test:wire`, or some of them by
 * kind or number, `npm run test:wire -- A4 B1.3`. Whatever test stands in test/engine/wire and reports its
 * cases is in the table, and answers that are changed at random: kinds X (through the engine) and R (readers),
 * and XT and RT on the routes for tasks, pictures and sound; `WIRE_ROUNDS` from the number `WIRE_SEED` on.
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
const folder = mkdtempSync(join(tmpdir(), 'cases-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'rows');

const { status, stderr } = spawnSync(
	process.execPath,
	[jest, 'test/engine/wire/', 'test/unit/api/mutated'],
	{
		cwd: root,
		env: {
			WIRE_ROUNDS: '100000',
			...process.env,
			CASE_ROWS: file,
			CASES: process.argv.slice(2).join(' '),
		},
		encoding: 'utf8',
		maxBuffer: 256 * 1024 * 1024,
	},
);

const rows = existsSync(file)
	? readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line))
	: [];
const failed = rows.filter(({ mismatches }) => mismatches.length > 0);
const columns = [
	{ title: 'nr', width: 7 },
	{ title: 'case', width: 52 },
	{ title: 'requests', width: 8, right: true },
	{ title: 'outcome', width: 48 },
	{ title: '', width: 6 },
];
const inOrder = new Intl.Collator('en', { numeric: true });
rows.sort((one, other) => inOrder.compare(one.nr, other.nr));
const line = ({ nr, title, requests, outcome, mismatches }) => {
	const verdict = mismatches.length === 0 ? 'ok' : 'FAILED';
	return [nr, title, requests, outcome, verdict];
};
console.log(table(columns, rows.map(line)));
for (const { nr, title, mismatches } of failed) {
	console.log(`\n${nr} ${title}`);
	for (const sentence of mismatches) console.log(`  ${sentence}`);
}
console.log(
	`\ncases ${rows.length}, passed ${rows.length - failed.length}, failed ${failed.length}`,
);

// What went wrong although every case is as wanted: a case that never came to its end, for one.
if (status !== 0 && failed.length === 0) console.error(stderr);
process.exitCode = status === 0 && rows.length > 0 ? 0 : 1;
