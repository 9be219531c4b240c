import { isObject } from '../../../nodes/api/json';
import { pooled } from '../wire/pool';
import { isChosen } from '../wire/report';
import { testEach } from '../wire/suite';
import type { Conversation, Outcome } from './case';
import { mismatchesOf } from './rules';
import { runTogether } from './run';

/** Runs at the same time. */
const atOnce = 16;

/** Cases with the same text belong together. */
export function runOf(one: Conversation): unknown {
	return typeof one.own === 'string' ? one.own : one;
}

/**
 * A test for each case; their runs are side by side, each through the whole engine.
 *
 * @param run names the run that a case is an item of
 */
export function testConversations(cases: readonly Conversation[], run = runOf): void {
	const outcomes = new Map<Conversation, Promise<Outcome>>();
	beforeAll(() => {
		const runs = runsOf(cases, run);
		pooled(runs, atOnce, runTogether).forEach((running, number) =>
			runs[number]?.forEach((one, position) => {
				const outcome = running.then((all) => all[position] as Outcome);
				// Its own test learns of a failure; until then it is not to count as unheard.
				outcome.catch(() => undefined);
				outcomes.set(one, outcome);
			}),
		);
	});

	testEach(cases, async (one) => {
		const outcome = await (outcomes.get(one) as Promise<Outcome>);
		return {
			requests: outcome.requests.length,
			outcome: inWords(outcome),
			mismatches: mismatchesOf(one, outcome),
		};
	});
}

/** The runs that have a case that is asked for; what belongs to it runs as well. */
function runsOf(cases: readonly Conversation[], run: typeof runOf): Conversation[][] {
	const runs = new Map<unknown, Conversation[]>();
	for (const one of cases) runs.set(run(one), [...(runs.get(run(one)) ?? []), one]);
	return [...runs.values()].filter((items) => items.some(({ nr }) => isChosen(nr)));
}

/** What came of a case, in a few words. */
function inWords({ json, files, status }: Outcome): string {
	if (status !== 'success') return `run ${status}`;
	const { error, message, text, task } = json;
	if (isObject(error)) return `${String(error.kind)}: ${String(message)}`.slice(0, 200);
	const made = files.map(({ mime, bytes }) => `${mime}, ${bytes.length} bytes`);
	if (made.length > 0) return made.join(' | ');
	return JSON.stringify(text ?? task ?? json).slice(0, 200);
}
