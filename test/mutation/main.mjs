/**
 * Changes the code in many small places, one at a time, and looks whether a test notices:
 * `npm run test:mutation`, `npm run test:mutation -- delivery/lane api/usage`, or a file: `delivery/decide.ts`.
 * Survivors stand in `.cache/mutation/<room>.json`, and on the screen.
 */
import { Stryker } from '@stryker-mutator/core';
import { statSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { aim, rooms } from './rooms.mjs';

const asked = process.argv.slice(2);
let missed = 0;
for (const place of asked.length > 0 ? asked : rooms) {
	const isFile = statSync(`nodes/${place}`).isFile();
	process.env.MUTATED_ROOM = isFile ? dirname(place) : place;
	const results = await new Stryker({
		mutate: [`nodes/${isFile ? place : `${place}/**/*.ts`}`],
		testRunner: 'jest',
		plugins: ['@stryker-mutator/jest-runner'],
		jest: { projectType: 'custom', configFile: 'test/mutation/jest.config.cjs' },
		coverageAnalysis: 'perTest',
		concurrency: cpus().length,
		// What never ends is noticed by the clock.
		timeoutMS: 10_000,
		ignorePatterns: ['/dist', '/docs', '/examples', '/tools', '/.cache', '*.tgz'],
		tempDirName: '.cache/mutation/sandbox',
		reporters: ['clear-text', 'progress', 'json'],
		clearTextReporter: {
			allowColor: false,
			reportTests: false,
			logTests: false,
			reportScoreTable: true,
		},
		jsonReporter: { fileName: `.cache/mutation/${place.replaceAll('/', '.')}.json` },
		disableTypeChecks: false,
		allowConsoleColors: false,
	}).runMutationTest();
	const score = scoreOf(results);
	if (score < aim) missed++;
	console.log(
		`${place}: ${score.toFixed(1)} % of ${results.length} mutants noticed (aim ${aim} %)`,
	);
}
process.exitCode = missed === 0 ? 0 : 1;

/** Percent of the mutants that a test notices, without those that do not compile. */
function scoreOf(results) {
	const count = (...statuses) => results.filter(({ status }) => statuses.includes(status)).length;
	const noticed = count('Killed', 'Timeout');
	return (100 * noticed) / Math.max(noticed + count('Survived', 'NoCoverage'), 1);
}
