import { appendFileSync } from 'node:fs'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a test writes its report
import { pause } from '../support/gateway';
import { pooled } from '../support/wire/pool';
import { isChosen, judged, type Row } from '../support/wire/report';
import { testEach } from '../support/wire/suite';
import type { FaultOutcome, Numbered } from './case';
import { verdictOn } from './judge';
import { leash, runFault, type Run } from './run';

// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- nothing else tells of rejections; and how `npm run test:faults` speaks to its tests
const node = process;

/** One line of the table that `npm run test:faults` prints; without `is` it is no case. */
export interface FaultRow extends Row {
	is?: FaultOutcome['is'];
	hangs: boolean;
	crashes: number;
	leaks: number;
	truncatedAsComplete: number;
	isOneEach: boolean;
}

/** How much of their length the pauses between attempts keep. */
const ofPauses = 0.05;

/**
 * A test for each case that can be tried; they run side by side, each through the whole engine.
 *
 * @param atOnce cases that run at the same time
 * @param apart time between two that begin, in milliseconds
 */
export function testFaults(
	name: string,
	cases: readonly Numbered[],
	atOnce: number,
	apart = 0,
): void {
	const chosen = cases.filter(({ nr, outcome }) => isChosen(nr) && outcome.is !== 'not tried');
	const runs = new Map<string, Promise<Run>>();
	const unheard: unknown[] = [];
	const note = (reason: unknown) => void unheard.push(reason);
	expectAll(chosen);

	beforeAll(() => {
		// Pauses are random parts of seconds; a small part is enough here.
		const random = Math.random;
		jest.spyOn(Math, 'random').mockImplementation(() => random() * ofPauses);
		node.on('unhandledRejection', note);
		const begun = performance.now();
		const running = pooled([...chosen.entries()], atOnce, async ([position, one]) => {
			await pause(Math.max(0, begun + position * apart - performance.now()));
			return await runFault(one);
		});
		running.forEach((run, position) => runs.set(String(chosen[position]?.nr), run));
	});
	afterAll(() => {
		node.off('unhandledRejection', note);
		jest.restoreAllMocks();
	});

	// Those before it in the pool may take their whole time as well.
	testEach(chosen, async (one) => rowOf(one, await (runs.get(one.nr) as Promise<Run>)), 3 * leash);

	test('nothing is rejected unheard: in n8n that would end the process', async () => {
		await Promise.allSettled(runs.values());
		await judged(
			{ nr: `unheard, ${name}`, title: 'rejections that nobody hears of' },
			async () => ({
				requests: 0,
				outcome: '',
				mismatches: unheard.map(String),
				crashes: unheard.length,
			}),
		);
	});
}

/** Tells `npm run test:faults` which cases there will be, so that one whose process dies is missed. */
function expectAll(cases: readonly Numbered[]): void {
	const file = node.env.CASE_ROWS;
	const expected = cases.map(({ nr, title }) => ({ nr, title }));
	if (file !== undefined) appendFileSync(file, `${JSON.stringify({ expected })}\n`);
}

function rowOf(one: Numbered, run: Run): Omit<FaultRow, 'nr' | 'title'> {
	const { outcome } = one;
	if (outcome.is === 'not tried') throw new Error('It cannot be tried');
	const { hangs, crash, leaks, requests } = run;
	return {
		is: outcome.is,
		requests,
		outcome: inWords(run),
		hangs,
		crashes: crash === undefined ? 0 : 1,
		leaks,
		...verdictOn(one, outcome, run),
	};
}

/** What came of a case, in a few words. */
function inWords({ came, crash }: Run): string {
	if (came === undefined) return crash ?? 'no end';
	const bad = came.outputs.find(({ isSuccess }) => !isSuccess)?.json;
	const { message = came.error?.message, error } = bad ?? {};
	if (message === undefined) return 'recovered';
	const { kind = came.status } = (error ?? {}) as { kind?: string };
	return `${kind}: ${String(message)}`.slice(0, 400);
}
