import { isObject } from '../../../nodes/api/json';
import { pooled } from '../wire/pool';
import { isChosen } from '../wire/report';
import { testEach } from '../wire/suite';
import type { Conversation, Outcome } from './case';
import { mismatchesOf } from './rules';
import { runTogether } from './run';

/** Runs at the same time. */
const atOnce = 16;

/** A test for each case; their runs are side by side, each through the whole engine. */
export function testConversations(cases: readonly Conversation[]): void {
	const outcomes = new Map<Conversation, Promise<Outcome>>();
	beforeAll(() => {
		const runs = runsOf(cases);
		pooled(runs, atOnce, runTogether).forEach((running, run) =>
			runs[run]?.forEach((one, position) => {
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

/** Cases that belong together are one run; of those that are asked for, the others run as well. */
function runsOf(cases: readonly Conversation[]): Conversation[][] {
	const runs = new Map<unknown, Conversation[]>();
	for (const one of cases) {
		const name = typeof one.own === 'string' ? one.own : one;
		runs.set(name, [...(runs.get(name) ?? []), one]);
	}
	return [...runs.values()].filter((run) => run.some(({ nr }) => isChosen(nr)));
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
