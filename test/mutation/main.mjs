/**
 * Changes the code in many small places, one at a time, and looks whether a test notices:
 * `npm run test:mutation`, `npm run test:mutation -- delivery/lane api/usage`, or a file: `delivery/decide.ts`.
 * Scores of whole rooms go into docs/mutation.md; survivors stand in `.cache/mutation/<layer>.json`, and on the screen.
 * What was tried before is not tried again unless it or its tests have changed (`MUTATION_ANEW=1` forgets it).
 * `MUTATION_PROCESSES` sets how many run at once.
 */
import { Stryker } from '@stryker-mutator/core';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { record } from './page.mjs';
import { aim, rooms } from './rooms.mjs';

const { MUTATION_ANEW, MUTATION_PROCESSES = cpus().length } = process.env;
// Properties try the same values for every mutant.
process.env.FC_SEED = '1';

const asked = process.argv.length > 2 ? process.argv.slice(2) : rooms;
let missed = 0;
for (const layer of new Set(asked.map((place) => place.split('/')[0]))) {
	const places = asked.filter((place) => place.split('/')[0] === layer);
	process.env.MUTATED_LAYER = layer;
	const incrementalFile = `.cache/mutation/${layer}.incremental.json`;
	forgetUncertain(incrementalFile);
	const results = await new Stryker({
		mutate: places.map((place) =>
			statSync(`nodes/${place}`).isFile() ? `nodes/${place}` : `nodes/${place}/**/*.ts`,
		),
		testRunner: 'in process',
		plugins: ['./test/mutation/runner.mjs'],
		coverageAnalysis: 'perTest',
		concurrency: Number(MUTATION_PROCESSES),
		// What never ends is noticed by the clock.
		timeoutMS: 10_000,
		incremental: true,
		incrementalFile,
		force: MUTATION_ANEW === '1',
		ignorePatterns: ['/dist', '/docs', '/examples', '/tools', '/.cache', '*.tgz'],
		tempDirName: '.cache/mutation/sandbox',
		warnings: { slow: false },
		reporters: ['clear-text', 'progress-append-only', 'json'],
		clearTextReporter: {
			allowColor: false,
			reportTests: false,
			logTests: false,
			reportScoreTable: true,
		},
		jsonReporter: { fileName: `.cache/mutation/${layer}.json` },
		disableTypeChecks: false,
		allowConsoleColors: false,
	}).runMutationTest();
	const scores = places.map((place) => scoreOf(place, results));
	missed += scores.filter(({ percent }) => percent < aim).length;
	for (const { room, total, percent } of scores)
		console.log(`${room}: ${percent.toFixed(1)} % of ${total} mutants noticed (aim ${aim} %)`);
	record(scores.filter(({ room }) => rooms.includes(room)));
}
process.exitCode = missed === 0 ? 0 : 1;

/**
 * Stryker does not know which tests run what is made when a module is loaded, such as a table, and would not try it
 * again when there are new ones.
 */
function forgetUncertain(file) {
	if (!existsSync(file)) return;
	const report = JSON.parse(readFileSync(file, 'utf8'));
	for (const one of Object.values(report.files))
		one.mutants = one.mutants.filter((mutant) => !mutant.static || mutant.status === 'Killed');
	writeFileSync(file, JSON.stringify(report));
}

/** How many mutants of a place a test notices, without those that do not compile. */
function scoreOf(room, results) {
	const own = results.filter(({ fileName }) => fileName.includes(`/nodes/${room}`));
	const count = (...statuses) => own.filter(({ status }) => statuses.includes(status)).length;
	const noticed = count('Killed', 'Timeout');
	const survived = count('Survived');
	const uncovered = count('NoCoverage');
	const total = noticed + survived + uncovered;
	return { room, total, noticed, survived, uncovered, percent: (100 * noticed) / (total || 1) };
}
