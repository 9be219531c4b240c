/**
 * Runs every fault of test/faults/cases through the engine and prints what came of each: `npm run test:faults`, or some
 * of them by letter or number, `npm run test:faults -- H U.12`. Writes docs/faults.md when all are as wanted.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../../tools/table.mjs';
import { makeCertificates } from '../support/faulty/makeCertificates.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'rows');
const page = join(folder, 'page');
const asked = process.argv.slice(2);

const environment = {
	...process.env,
	CASE_ROWS: file,
	CASES: asked.join(' '),
	FAULTS_PAGE: page,
	FAULTS_CERTIFICATES: folder,
	NODE_EXTRA_CA_CERTS: await makeCertificates(folder),
};
const command = [process.execPath, jest, '--config', join(root, 'test/faults/jest.config.js')];

/** @param {string[]} command @param {{ [name: string]: string }} more of the environment */
function run([program = '', ...args], more = {}) {
	return spawnSync(program, args, {
		cwd: root,
		env: { ...environment, ...more },
		encoding: 'utf8',
		maxBuffer: 256 * 1024 * 1024,
	});
}

/** A network of its own has a loopback that is up, and nothing else. */
const ownNetwork = ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];
const canHaveNetwork = run([...ownNetwork, 'true']).status === 0;
const runs = [
	run(command),
	...(canHaveNetwork
		? [run([...ownNetwork, ...command, 'test/faults/network.test.ts'], { FAULTS_NETWORK: 'own' })]
		: []),
];
const status = runs.find((one) => one.status !== 0)?.status ?? 0;
const stderr = runs.map((one) => one.stderr).join('');

const lines = existsSync(file)
	? readFileSync(file, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line))
	: [];
const reported = lines.filter(({ expected }) => expected === undefined);
// What is expected and has not reported had its process end under it.
const lost = lines
	.flatMap(({ expected = [] }) => expected)
	.filter(({ nr }) => !reported.some((row) => row.nr === nr))
	.map((one) => ({ ...one, requests: 0, crashes: 1, mismatches: ['it took its process along'] }));
const inOrder = new Intl.Collator('en', { numeric: true });
const rows = [...reported, ...lost].sort((one, other) => inOrder.compare(one.nr, other.nr));
const cases = rows.filter(({ nr }) => !nr.startsWith('unheard'));
const failed = rows.filter(({ mismatches }) => mismatches.length > 0);

const columns = [
	{ title: 'nr', width: 6 },
	{ title: 'fault', width: 64 },
	{ title: 'requests', width: 8, right: true },
	{ title: 'outcome', width: 64 },
	{ title: '', width: 6 },
];
console.log(
	table(
		columns,
		cases.map(({ nr, title, requests, outcome, mismatches }) => [
			nr,
			title,
			requests,
			outcome,
			mismatches.length === 0 ? 'ok' : 'FAILED',
		]),
	),
);
for (const { nr, title, mismatches } of failed) {
	console.log(`\n${nr} ${title}`);
	for (const sentence of mismatches) console.log(`  ${sentence}`);
}

const sum = (count) => rows.reduce((total, row) => total + Number(count(row) ?? 0), 0);
const good = cases.filter(({ mismatches }) => mismatches.length === 0);
const notOneEach = cases.filter(({ isOneEach }) => isOneEach !== true).length;
const summary = [
	['cases', cases.length],
	['recovered', good.filter(({ is }) => is === 'recovered').length],
	['clear failures', good.filter(({ is }) => is === 'fails').length],
	['not as wanted', failed.length],
	['hangs', sum(({ hangs }) => hangs)],
	['crashes', sum(({ crashes }) => crashes)],
	['leaks', sum(({ leaks }) => leaks)],
	['truncated-as-complete', sum(({ truncatedAsComplete }) => truncatedAsComplete)],
	['outputs per input', notOneEach === 0 ? 'exactly 1' : `not exactly 1 in ${notOneEach} cases`],
];
if (!canHaveNetwork)
	console.log(
		'\nNot run: the cases in a network of their own, which this system does not allow (unshare)',
	);
console.log(`\n${summary.map(([name, value]) => `${name} ${value}`).join('\n')}`);

const isGood = status === 0 && cases.length > 0 && failed.length === 0;
// What went wrong although every case is as wanted: a file that cannot be loaded, for one.
if (status !== 0 && failed.length === 0) console.error(stderr);
if (isGood && asked.length === 0) copyFileSync(page, join(root, 'docs/faults.md'));
process.exitCode = isGood ? 0 : 1;
