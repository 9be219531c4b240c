import { failure, type FailureKind } from '../../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../../nodes/api/limits';
import { decide, type AttemptOutcome, type History } from '../../../nodes/delivery/decide';
import { fc, holds } from '../../support/property';

const kinds: FailureKind[] = [
	...([
		'auth',
		'quota',
		'rateLimit',
		'badRequest',
		'notFound',
		'contentFilter',
		'truncated',
	] as const),
	...(['server', 'timeout', 'network', 'malformed', 'cancelled'] as const),
];
const longestWait = 600_000;
const flag = fc.boolean();
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const failures = fc
	.record({
		kind: fc.constantFrom(...kinds),
		status: fc.constantFrom(null, 200, 408, 429, 500, 503, 504, 520),
		retryable: flag,
		phase: fc.constantFrom('local' as const, 'connecting' as const, 'sent' as const),
		code: fc.constantFrom(null, 'ECONNRESET', 'ENOTFOUND'),
	})
	.map(({ kind, ...facts }) => failure(kind, facts));

/** Trouble that passes, and that nothing else is said of. */
const trouble: fc.Arbitrary<AttemptOutcome> = fc.constantFrom(
	{ failure: failure('server', { status: 502 }) },
	{ failure: failure('network', { phase: 'connecting' }) },
	{ failure: failure('malformed') },
);

const anything: fc.Arbitrary<AttemptOutcome> = fc.record(
	{
		failure: failures,
		isLimited: flag,
		stepBack: fc.nat(4_000),
		isDown: flag,
		isKnownHost: flag,
		hasAlternative: flag,
		wait: fc.nat(2 * longestWait),
		serverSaysRetry: flag,
	},
	{ requiredKeys: ['failure'] },
);
const outcomes = fc.oneof(trouble, anything);

const histories: fc.Arbitrary<History> = fc
	.record({
		repeat: fc.constantFrom('free', 'paid', 'charged', 'never'),
		repeatFor: perhaps(fc.nat(200_000)),
		attempt: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1 })),
		elapsed: fc.nat(),
		maxAttempts: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant(Infinity)),
		retryTimeouts: flag,
		waited: fc.nat(longestWait),
	})
	.map(({ maxAttempts, retryTimeouts, repeatFor, ...history }) => ({
		...history,
		...(repeatFor === undefined ? {} : { repeatFor }),
		limits: { ...defaultRetryAndTimeouts, maxAttempts, retryTimeouts },
		longestWait,
	}));

/** From 0 to below 1, as Math.random gives it. */
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** The longest pause that is chosen for an attempt: it doubles from half a second to 20 seconds. */
const ceiling = (attempt: number) => Math.min(20_000, 500 * 2 ** (attempt - 1));

test('a stated wait is kept to the letter, and any other pause lies between nothing and its bound', () => {
	holds(
		fc.property(outcomes, histories, chances, (outcome, history, random) => {
			const decision = decide(outcome, history, random);
			if (decision.then === 'lane') expect(decision.milliseconds).toBe(outcome.stepBack ?? 0);
			if (decision.then !== 'pause') return;
			const { milliseconds } = decision;
			expect(milliseconds).toBeGreaterThanOrEqual(0);
			if (outcome.wait === undefined)
				expect(milliseconds).toBeLessThanOrEqual(ceiling(history.attempt));
			else expect(milliseconds).toBe(outcome.wait);
		}),
		500,
	);
});

test('no call waits longer for a gateway in all than a run waits', () => {
	holds(
		fc.property(outcomes, histories, chances, (outcome, history, random) => {
			const decision = decide(outcome, history, random);
			const { waited = 0 } = history;
			if (decision.then === 'pause' && outcome.wait !== undefined)
				expect(waited + outcome.wait).toBeLessThanOrEqual(longestWait);
		}),
		500,
	);
});

test('a call that always fails ends: after its attempts, and within the sum of their pauses and the stated waits', () => {
	const always = fc.record({
		why: failures,
		waits: fc.array(perhaps(fc.nat(longestWait)), { minLength: 30, maxLength: 30 }),
		history: histories,
		attempts: fc.integer({ min: 1, max: 30 }),
		random: chances,
	});
	holds(
		fc.property(always, ({ why, waits, history, attempts, random }) => {
			const { repeat, elapsed } = history;
			const limits = { ...history.limits, maxAttempts: attempts };
			let chosen = 0;
			let waited = 0;
			let attempt = 1;
			for (; attempt <= 100; attempt++) {
				const wait = waits[attempt - 1];
				const outcome = { failure: why, ...(wait === undefined ? {} : { wait }) };
				const decision = decide(
					outcome,
					{ repeat, limits, longestWait, elapsed, attempt, waited },
					random,
				);
				if (decision.then !== 'pause') break;
				if (wait === undefined) chosen += decision.milliseconds;
				else waited += decision.milliseconds;
			}
			expect(attempt).toBeLessThanOrEqual(attempts);
			expect(waited).toBeLessThanOrEqual(longestWait);
			const bounds = Array.from({ length: attempts - 1 }, (__, at) => ceiling(at + 1));
			expect(chosen).toBeLessThanOrEqual(bounds.reduce((sum, bound) => sum + bound, 0));
		}),
		200,
	);
});

test('a call that is repeated for a time is not repeated after it', () => {
	holds(
		fc.property(outcomes, histories, chances, (outcome, history, random) => {
			const { repeatFor = 1_000 } = history;
			const why = failure('server', { status: 502 });
			const late = { ...history, repeatFor, elapsed: repeatFor + history.elapsed };
			expect(decide({ ...outcome, isDown: false, failure: why }, late, random).then).not.toBe(
				'pause',
			);
		}),
	);
});
