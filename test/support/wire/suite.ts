import type { Outcome, WireCase } from './case';
import { mismatches } from './judge';
import { pooled } from './pool';
import { isChosen, judged, outcomeInWords, type Row } from './report';
import { runCase } from './run';

/** Cases that run at the same time. */
const atOnce = 12;

/** How much of their length the pauses between attempts keep. */
const ofPauses = 0.05;

/** Longest time for one test, in milliseconds; the first one waits for those beside it. */
const longest = 120_000;

/**
 * A test for each case that is asked for.
 *
 * @param leash longest time for one test, in milliseconds
 */
export function testEach<Case extends Pick<Row, 'nr' | 'title'>>(
	cases: readonly Case[],
	look: (one: Case) => Promise<Omit<Row, 'nr' | 'title'>>,
	leash = longest,
): void {
	test('every case has a number of its own', () => {
		expect(new Set(cases.map(({ nr }) => nr)).size).toBe(cases.length);
	});

	for (const one of cases.filter(({ nr }) => isChosen(nr))) {
		test(`${one.nr} ${one.title}`, async () => await judged(one, () => look(one)), leash);
	}
}

/** A test for each case; they run side by side, each through the whole engine. */
export function testCases(cases: readonly WireCase[]): void {
	const outcomes = new Map<WireCase, Promise<Outcome>>();
	beforeAll(() => {
		// Pauses are random parts of seconds; a small part is enough here.
		const random = Math.random;
		jest.spyOn(Math, 'random').mockImplementation(() => random() * ofPauses);
		const chosen = cases.filter(({ nr }) => isChosen(nr));
		const running = pooled(chosen, atOnce, runCase);
		chosen.forEach((one, position) => outcomes.set(one, running[position] as Promise<Outcome>));
	});
	afterAll(() => jest.restoreAllMocks());

	testEach(cases, async (one) => {
		const outcome = await (outcomes.get(one) as Promise<Outcome>);
		return {
			requests: outcome.requests.length,
			outcome: outcomeInWords(outcome),
			mismatches: mismatches(one.want, outcome),
		};
	});
}
