import { failure } from '../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../nodes/api/limits';
import { mayRepeat, pauseAfter } from '../../nodes/delivery/retry';
import { RetryBudget } from '../../nodes/delivery/lane/retryBudget';

const server = failure('server', { status: 502 });
const reset = failure('network', { code: 'ECONNRESET' });
const refusedConnection = failure('network', { code: 'ECONNREFUSED' });
const timeout = failure('timeout');
const insisting = { ...defaultRetryAndTimeouts, retryTimeouts: true };

test.each([
	['trouble at the gateway', server, 'paid', true],
	['a connection that broke', reset, 'paid', true],
	['broken JSON', failure('malformed'), 'paid', true],
	['a refused parameter', failure('badRequest'), 'free', false],
	['a refused key', failure('auth'), 'free', false],
	['a rate limit of a list of models', failure('rateLimit'), 'free', true],
	['a request too large for the limit', failure('rateLimit'), 'paid', false],
	['an empty balance', failure('quota'), 'paid', false],
	['filtered content', failure('contentFilter'), 'paid', false],
	['an answer that is not JSON', failure('invalidOutput'), 'paid', false],
	['a web page', failure('malformed', { retryable: false }), 'paid', false],
	['a certificate that is not valid', failure('network', { retryable: false }), 'free', false],
	['a time-out of what may have been paid', timeout, 'paid', false],
	['a time-out of what costs nothing', timeout, 'free', true],
	['a picture that met a refusal', server, 'charged', true],
	['a picture that did not arrive', refusedConnection, 'charged', true],
	['a picture whose connection broke', reset, 'charged', false],
	['a picture whose answer broke', failure('malformed', { status: 200 }), 'charged', false],
	['a picture that timed out', timeout, 'charged', false],
	['a picture under 504', failure('timeout', { status: 504 }), 'charged', false],
	['a picture under 520', failure('server', { status: 520 }), 'charged', false],
	['a picture under 523', failure('server', { status: 523 }), 'charged', true],
	['a picture with trouble under 200', failure('server', { status: 200 }), 'charged', false],
	['a submit that may have arrived', reset, 'never', false],
	['a submit that met trouble', server, 'never', false],
	['a submit that certainly did not arrive', refusedConnection, 'never', true],
] as const)('%s may be repeated or not: %o, %s: %s', (_what, why, repeat, expected) => {
	expect(mayRepeat(why, { repeat }, 1, defaultRetryAndTimeouts)).toBe(expected);
});

test('a time-out is repeated only when the user wants it', () => {
	expect(mayRepeat(timeout, { repeat: 'paid' }, 1, insisting)).toBe(true);
	expect(mayRepeat(timeout, { repeat: 'never' }, 1, insisting)).toBe(false);
	expect(mayRepeat(timeout, { repeat: 'charged' }, 1, insisting)).toBe(true);
	expect(mayRepeat(reset, { repeat: 'charged' }, 1, insisting)).toBe(true);
	const whole = failure('server', { status: 200 });
	expect(mayRepeat(whole, { repeat: 'charged' }, 1, insisting)).toBe(false);
});

test('attempts end where the user says', () => {
	const patience = { ...defaultRetryAndTimeouts, maxAttempts: 3 };
	const attempts = [1, 2, 3, 4].map((attempt) =>
		mayRepeat(server, { repeat: 'paid' }, attempt, patience),
	);
	expect(attempts).toEqual([true, true, false, false]);
});

test('what the gateway says in x-should-retry comes first', () => {
	const repeat = (why: typeof server, told?: boolean) =>
		mayRepeat(why, { repeat: 'paid' }, 1, defaultRetryAndTimeouts, told);
	expect([repeat(server, false), repeat(failure('badRequest'), true)]).toEqual([false, true]);
	expect(mayRepeat(server, { repeat: 'never' }, 1, defaultRetryAndTimeouts, true)).toBe(false);
	expect(mayRepeat(server, { repeat: 'paid' }, 5, defaultRetryAndTimeouts, true)).toBe(false);
	expect(mayRepeat(reset, { repeat: 'charged' }, 1, defaultRetryAndTimeouts, true)).toBe(false);
});

test('a host without address is asked for once more, not again', () => {
	const unknown = failure('network', { code: 'ENOTFOUND' });
	expect(
		[1, 2].map((attempt) =>
			mayRepeat(unknown, { repeat: 'paid' }, attempt, defaultRetryAndTimeouts),
		),
	).toEqual([true, false]);
});

test('pauses are a random part of a time that doubles up to 20 seconds', () => {
	const longest = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => pauseAfter(attempt, undefined, 1));
	expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
	expect(pauseAfter(3, undefined, 0)).toBe(0);
	expect(pauseAfter(3, undefined, 0.25)).toBe(500);
});

test('a pause that the gateway states is kept exactly', () => {
	expect(pauseAfter(1, 7000, 0.5)).toBe(7000);
	expect(pauseAfter(5, 0, 0.5)).toBe(0);
});

/** Repetitions that a budget allows in a minute of so many requests, of which a share succeeds. */
function allowed(requests: number, good: number): number {
	const budget = new RetryBudget();
	let again = 0;
	for (let request = 0; request < requests; request++) {
		const now = (request * 50_000) / requests;
		budget.sent(now, false);
		budget.tried(now, request % 100 < good * 100);
		while (budget.allows(now) && again < requests) {
			budget.sent(now, true);
			again++;
		}
	}
	return again / (again + requests);
}

test('half of all requests may be repetitions while most first tries succeed, a tenth otherwise', () => {
	expect(allowed(1000, 0.8)).toBeCloseTo(0.5, 1);
	expect(allowed(1000, 0.2)).toBeCloseTo(0.1, 1);
});

test('ten repetitions a minute are always allowed, and old ones are forgotten', () => {
	const budget = new RetryBudget();
	budget.sent(0, false);
	for (let again = 0; again < 10; again++) {
		expect(budget.allows(1000)).toBe(true);
		budget.sent(1000, true);
	}
	expect(budget.allows(1000)).toBe(false);
	expect(budget.allows(59_000)).toBe(false);
	expect(budget.allows(91_000)).toBe(true);
});
