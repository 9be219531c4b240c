import { failure } from '../../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../../nodes/api/limits';
import {
	decide,
	type AttemptOutcome,
	type Decision,
	type History,
} from '../../../nodes/delivery/decide';
import { RetryBudget } from '../../../nodes/delivery/lane/retryBudget';

const server = failure('server', { status: 502 });
const reset = failure('network', { code: 'ECONNRESET', phase: 'sent' });
const refusedConnection = failure('network', { code: 'ECONNREFUSED', phase: 'connecting' });
const timeout = failure('timeout');
const unknownHost = failure('network', { code: 'ENOTFOUND', phase: 'connecting' });
const insisting = { ...defaultRetryAndTimeouts, retryTimeouts: true };

/** What follows the first attempt of a call whose answer is paid for, unless told otherwise. */
function after(outcome: AttemptOutcome, history: Partial<History> = {}, random = 0.5): Decision {
	const limits = defaultRetryAndTimeouts;
	const first = { repeat: 'paid', attempt: 1, elapsed: 0, limits, longestWait: 600_000 } as const;
	return decide(outcome, { ...first, ...history }, random);
}

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
] as const)(
	'%s goes again after a pause or not at all: %o, %s: %s',
	(_what, why, repeat, again) => {
		expect(after({ failure: why }, { repeat }).then).toBe(again ? 'pause' : 'giveUp');
	},
);

test('a shortage of this machine that others will end costs no attempt, and its pauses grow', () => {
	const short = failure('network', { code: 'EMFILE', phase: 'local' });
	const history = { attempt: 5, sent: 9, isOverRetryBudget: true };
	expect(after({ failure: short, isShort: true }, history)).toEqual({
		then: 'pause',
		milliseconds: 10_000,
		isFree: true,
	});
	expect(after({ failure: short }, history).then).toBe('giveUp');
});

const limited = { failure: failure('rateLimit', { status: 429 }), isLimited: true };
const badParameter = failure('badRequest', { status: 400 });

/** One row a case: what came of the attempt, what was before, and what follows. */
test.each<[string, AttemptOutcome, Partial<History>, Decision['then']]>([
	['an answer', {}, {}, 'done'],
	['an answer at the last attempt', {}, { attempt: 5 }, 'done'],
	['a limit', limited, {}, 'lane'],
	['a limit after the last attempt, which costs none', limited, { attempt: 9 }, 'lane'],
	['a limit of what must not arrive twice', limited, { repeat: 'never' }, 'lane'],
	['a limit while too many go again', limited, { isOverRetryBudget: true }, 'lane'],
	['a limit with a long wait', { ...limited, wait: 700_000 }, {}, 'lane'],
	['a refusal of a member', { failure: badParameter, hasAlternative: true }, {}, 'now'],
	[
		'the same at the last attempt',
		{ failure: badParameter, hasAlternative: true },
		{ attempt: 5 },
		'now',
	],
	[
		'another address for a submit',
		{ failure: refusedConnection, hasAlternative: true },
		{ repeat: 'never' },
		'now',
	],
	[
		'trouble in the middle of a text that is read along',
		{ failure: reset },
		{ isBegun: true },
		'giveUp',
	],
	['a limit in the middle of such a text', limited, { isBegun: true }, 'giveUp'],
	[
		'another form in the middle of such a text',
		{ failure: badParameter, hasAlternative: true },
		{ isBegun: true },
		'giveUp',
	],
	['trouble while too many go again', { failure: server }, { isOverRetryBudget: true }, 'giveUp'],
	['trouble with a wait of ten minutes', { failure: server, wait: 600_000 }, {}, 'pause'],
	['trouble with a longer wait', { failure: server, wait: 600_001 }, {}, 'giveUp'],
	['the rest of ten minutes', { failure: server, wait: 60_000 }, { waited: 540_000 }, 'pause'],
	['more than the rest', { failure: server, wait: 60_001 }, { waited: 540_000 }, 'giveUp'],
	['trouble without a wait, after one', { failure: server }, { waited: 600_000 }, 'pause'],
	['a gateway that says no', { failure: server, serverSaysRetry: false }, {}, 'giveUp'],
	['a gateway that says yes', { failure: badParameter, serverSaysRetry: true }, {}, 'pause'],
	[
		'one that says yes to a submit',
		{ failure: server, serverSaysRetry: true },
		{ repeat: 'never' },
		'giveUp',
	],
	[
		'one that says yes to a picture whose connection broke',
		{ failure: reset, serverSaysRetry: true },
		{ repeat: 'charged' },
		'giveUp',
	],
	[
		'one that says yes after the last attempt',
		{ failure: server, serverSaysRetry: true },
		{ attempt: 5 },
		'giveUp',
	],
	['a time-out that the user wants repeated', { failure: timeout }, { limits: insisting }, 'pause'],
	[
		'such a time-out of a submit',
		{ failure: timeout },
		{ limits: insisting, repeat: 'never' },
		'giveUp',
	],
	[
		'such a time-out of a picture',
		{ failure: timeout },
		{ limits: insisting, repeat: 'charged' },
		'pause',
	],
	[
		'a broken picture that the user wants repeated',
		{ failure: reset },
		{ limits: insisting, repeat: 'charged' },
		'pause',
	],
	[
		'such a picture that came whole',
		{ failure: failure('server', { status: 200 }) },
		{ limits: insisting, repeat: 'charged' },
		'giveUp',
	],
	['a host without address', { failure: unknownHost }, {}, 'pause'],
	['such a host the second time', { failure: unknownHost }, { attempt: 2 }, 'giveUp'],
	['what is sent once only', { failure: server }, { repeat: 'free', repeatFor: 0 }, 'giveUp'],
	[
		'trouble in the time of a look',
		{ failure: server },
		{ repeat: 'free', repeatFor: 9_000, attempt: 50, elapsed: 8_999 },
		'pause',
	],
	[
		'trouble after that time',
		{ failure: server },
		{ repeat: 'free', repeatFor: 9_000, elapsed: 9_000 },
		'giveUp',
	],
	[
		'a broken connection of a look, whose attempts count',
		{ failure: reset },
		{ repeat: 'free', repeatFor: 9_000, attempt: 5 },
		'giveUp',
	],
])('after %s: %o, %o: %s', (_what, outcome, history, then) => {
	expect(after(outcome, history).then).toBe(then);
});

test('attempts end where the user says', () => {
	const limits = { ...defaultRetryAndTimeouts, maxAttempts: 3 };
	const follows = [1, 2, 3, 4].map(
		(attempt) => after({ failure: server }, { limits, attempt }).then,
	);
	expect(follows).toEqual(['pause', 'pause', 'giveUp', 'giveUp']);
});

test('what is given up has its failure, and a wait that is too long is told', () => {
	expect(after({ failure: badParameter })).toEqual({ then: 'giveUp', failure: badParameter });
	expect(after({ failure: server, wait: 3_600_000 })).toMatchObject({
		failure: { status: 502, description: expect.stringContaining('asks to wait 1 h') },
	});
	expect(after({ failure: server, wait: 540_000 }, { waited: 540_000 })).toMatchObject({
		failure: {
			description: expect.stringMatching(
				/^The gateway asked to wait 9 min, and then asks for another 9 min\. That is longer/,
			),
		},
	});
});

/** Milliseconds until the next attempt. */
function pauseAfter(attempt: number, random: number, wait?: number): number {
	const limits = { ...defaultRetryAndTimeouts, maxAttempts: 99 };
	const decision = after({ failure: server, wait }, { attempt, limits }, random);
	return decision.then === 'pause' ? decision.milliseconds : NaN;
}

test('pauses are a random part of a time that doubles up to 20 seconds', () => {
	const longest = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => pauseAfter(attempt, 1));
	expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
	expect(pauseAfter(3, 0)).toBe(0);
	expect(pauseAfter(3, 0.25)).toBe(500);
});

test('a pause that the gateway states is kept exactly', () => {
	expect(pauseAfter(1, 0.5, 7000)).toBe(7000);
	expect(pauseAfter(5, 0.5, 0)).toBe(0);
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
