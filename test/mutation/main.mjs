/**
 * Changes the code in many small places, one at a time, and looks whether a test notices:
 * `npm run test:mutation`, `npm run test:mutation -- delivery/lane api/usage`, or a file: `delivery/decide.ts`.
 * Survivors stand in `.cache/mutation/<layer>.json`, and on the screen. What was tried before is not tried again
 * unless it or its tests have changed (`MUTATION_ANEW=1` forgets it). `MUTATION_PROCESSES` sets how many run at once.
 */
import { Stryker } from '@stryker-mutator/core';
import { statSync } from 'node:fs';
import { cpus } from 'node:os';
import { aim, rooms } from './rooms.mjs';

const { MUTATION_ANEW, MUTATION_PROCESSES = cpus().length } = process.env;
// Properties try the same values for every mutant.
process.env.FC_SEED = '1';

const asked = process.argv.length > 2 ? process.argv.slice(2) : rooms;
let missed = 0;
for (const layer of new Set(asked.map((place) => place.split('/')[0]))) {
	const places = asked.filter((place) => place.split('/')[0] === layer);
	process.env.MUTATED_LAYER = layer;
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
		incrementalFile: `.cache/mutation/${layer}.incremental.json`,
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
	for (const place of places) {
		const own = results.filter(({ fileName }) => fileName.includes(`/nodes/${place}`));
		const score = scoreOf(own);
		if (score < aim) missed++;
		const count = `${score.toFixed(1)} % of ${own.length} mutants noticed`;
		console.log(`${place}: ${count} (aim ${aim} %)`);
	}
}
process.exitCode = missed === 0 ? 0 : 1;

/** Percent of the mutants that a test notices, without those that do not compile. */
function scoreOf(results) {
	const count = (...statuses) => results.filter(({ status }) => statuses.includes(status)).length;
	const noticed = count('Killed', 'Timeout');
	return (100 * noticed) / Math.max(noticed + count('Survived', 'NoCoverage'), 1);
}
