/**
 * Runs unit tests for Stryker in one process, some hundred times as fast as jest does: a mutant takes the time that
 * its tests take. `MUTATED_LAYER` names what is tried.
 */
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadAnew } from './load.mjs';
import { testFilesOf } from './rooms.mjs';
import { Tests } from './tests.mjs';

/** A test that takes longer is left out: processor time in microseconds. */
const slow = 200_000;
/** What the first run told, for the other processes of the run. */
const told = 'tests.json';

/** What the changed code looks at. */
const active = (globalThis.__stryker__ ??= {});

class InProcess {
	/** Loaded without a mutant; undefined where what is loaded may be spoilt. */
	#tests;

	capabilities() {
		return { reloadEnvironment: true };
	}

	async dryRun() {
		active.mutantCoverage = { static: {}, perTest: {} };
		try {
			this.#tests = load();
		} catch (thrown) {
			return { status: 'error', errorMessage: thrown.stack };
		}
		const all = await this.#run(() => true, false);
		const isSlow = ({ status, processor }) => status === 0 && processor > slow;
		const tests = all.filter((one) => !isSlow(one));
		const { mutantCoverage } = active;
		const covered = tests.map(({ id }) => [id, Object.keys(mutantCoverage.perTest[id] ?? {})]);
		writeFileSync(told, JSON.stringify(covered));
		return { status: 'complete', tests, mutantCoverage };
	}

	async mutantRun(options) {
		const { activeMutant, testFilter, hitLimit, disableBail, mutantActivation } = options;
		const asked = new Set(testFilter ?? testsOf(options.sandboxFileName));
		const isAsked = (id) => asked.has(id);
		const act = async () => await this.#run(isAsked, !disableBail);
		const isStatic = mutantActivation === 'static';
		if (!isStatic) this.#tests ??= load();
		else this.#tests = undefined;
		let tests = await this.#mutated(activeMutant.id, hitLimit, act);
		const endless = determineHitLimitReached(active.hitCount, active.hitLimit);
		active.hitCount = active.hitLimit = undefined;
		if (isStatic || endless) this.#tests = undefined;
		else if (!(await this.#isUnspoilt(tests))) {
			this.#tests = load();
			tests = await this.#mutated(activeMutant.id, undefined, act);
			this.#tests = undefined;
		}
		return toMutantRunResult(endless ?? { status: 'complete', tests }, disableBail);
	}

	/** Whether what failed passes without the mutant: then nothing that it left behind made it fail. */
	async #isUnspoilt(tests) {
		const failed = new Set(tests.filter(({ status }) => status === 1).map(({ id }) => id));
		const again = failed.size === 0 ? [] : await this.#run((id) => failed.has(id), true);
		return again.every(({ status }) => status === 0);
	}

	async #mutated(id, hitLimit, act) {
		active.activeMutant = id;
		active.hitLimit = hitLimit;
		active.hitCount = hitLimit === undefined ? undefined : 0;
		try {
			this.#tests ??= load();
			return await act();
		} catch (thrown) {
			// A table that cannot be made.
			return [resultOf('loading', thrown, 0)];
		} finally {
			active.activeMutant = undefined;
		}
	}

	async #run(isAsked, bail) {
		const results = [];
		let start;
		const before = (id) => {
			active.currentTestId = id;
			start = process.cpuUsage();
		};
		const after = (id, error, time) => {
			active.currentTestId = undefined;
			const { user, system } = process.cpuUsage(start);
			results.push({ ...resultOf(id, error, time), processor: user + system });
			return error === undefined || !bail;
		};
		await this.#tests.run(isAsked, { before, after });
		return results;
	}
}

/** The tests that run code of a file: those for what is made when it is loaded, such as a table. */
function testsOf(file) {
	const inFile = readFileSync(file, 'utf8').matchAll(/stryMutAct_\w+\("(\d+)"\)/g);
	const mutants = new Set(Array.from(inFile, ([, id]) => id));
	const all = JSON.parse(readFileSync(told, 'utf8'));
	const own = all.filter(([, covered]) => covered.some((mutant) => mutants.has(mutant)));
	return (own.length > 0 ? own : all).map(([id]) => id);
}

/** Loads the tests, and all modules of ours that they need. */
function load() {
	const files = testFilesOf(process.env.MUTATED_LAYER).map((file) => resolve(file));
	const tests = new Tests();
	loadAnew(files, (name, begin) => tests.within(name, begin));
	return tests;
}

function resultOf(id, error, timeSpentMs) {
	const [fileName] = id.split(' ');
	const test = { id, name: id, fileName: resolve(fileName), timeSpentMs };
	if (error === undefined) return { ...test, status: 0 };
	return { ...test, status: 1, failureMessage: String(error.message ?? error) };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in process', InProcess)];
