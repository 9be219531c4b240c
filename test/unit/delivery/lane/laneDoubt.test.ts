import { refusalTarget } from '../../../../nodes/api/refusal/refusalTarget';
import { failure, type Failure } from '../../../../nodes/api/failure';
import { KeyRecord } from '../../../../nodes/delivery/lane/doubt/keyRecord';
import { LaneDoubt } from '../../../../nodes/delivery/lane/doubt/laneDoubt';
import type { Permit } from '../../../../nodes/delivery/lane/queue';

const aPermit = (): Permit => ({
	others: 0,
	admitted: () => {},
	refused: () => 'later',
	crowded: () => {},
	uncrowded: () => {},
	ended: () => {},
});

/** A lane that is asked by hand, one request after the other. */
function lane(whom: 'balance' | 'key' = 'balance') {
	const doubt = new LaneDoubt(new KeyRecord());
	let now = 0;
	const send = <T>(came: (permit: Permit) => T): T => {
		now += Math.max(1, doubt.delay(now));
		const permit = aPermit();
		doubt.sent(permit, now);
		now += 20;
		const result = came(permit);
		doubt.ended(permit);
		return result;
	};
	const refuse = () => send((permit) => doubt.refused(permit, { tokens: 0 }, whom, now));
	const admit = () => send((permit) => doubt.admitted(permit, { tokens: 0 }, now));
	/** How many different items are refused in a row until the verdict. */
	const untilVerdict = () => {
		for (let refused = 1; ; refused++) if (refuse().then === 'verdict') return refused;
	};
	return { doubt, admit, refuse, untilVerdict, now: () => now };
}

test('each doubt that is lifted makes the next verdict need two more, up to fifteen', () => {
	const { admit, refuse, untilVerdict, doubt, now } = lane();
	for (let lifted = 0; lifted < 3; lifted++) {
		refuse();
		expect(doubt.isOpen).toBe(true);
		admit();
		expect(doubt.delay(now())).toBe(0);
	}
	expect(untilVerdict()).toBe(11);
	for (let lifted = 0; lifted < 9; lifted++) {
		refuse();
		admit();
	}
	expect(untilVerdict()).toBe(15);
});

test('a verdict takes two seconds, whatever the number of refusals', () => {
	const { admit, untilVerdict, now } = lane();
	admit();
	const begun = now();
	expect(untilVerdict()).toBeLessThanOrEqual(8);
	expect(now() - begun).toBeGreaterThanOrEqual(2_000);
});

test('a key that was never accepted is refused for all at once, any other only in doubt', () => {
	expect(lane('key').refuse()).toEqual({ then: 'verdict', on: 'key' });
	const known = lane('key');
	known.admit();
	expect(known.refuse()).toMatchObject({ then: 'stepBack' });
});

test('one item that is refused again and again is no verdict on others, and fails alone', () => {
	const { doubt, admit, now } = lane();
	admit();
	const size = { tokens: 0 };
	const judged = [1, 2, 3, 4].map(() => {
		const permit = aPermit();
		const at = now() + 5_000;
		doubt.sent(permit, at);
		const judgement = doubt.refused(permit, size, 'balance', at + 20);
		doubt.ended(permit);
		return judgement.then === 'stepBack' ? judgement.milliseconds : judgement.then;
	});
	expect(judged).toEqual([300, 1_040, 3_600, 'alone']);
});

test.each<[string, Partial<Failure> & Pick<Failure, 'kind'>, string | undefined]>([
	['401', { kind: 'auth', status: 401, message: 'Not authenticated' }, 'key'],
	['a wrong key under 400', { kind: 'auth', status: 400, message: 'API key not valid' }, 'key'],
	['a wrong key under 403', { kind: 'auth', status: 403, message: '无效的令牌' }, 'key'],
	['a wrong key under 403, by code', { kind: 'auth', status: 403, code: 'invalid_api_key' }, 'key'],
	[
		'a key for other models',
		{ kind: 'auth', status: 403, message: '该令牌无权使用模型：a' },
		undefined,
	],
	[
		'the same under 401',
		{ kind: 'auth', status: 401, message: '该令牌无权使用模型：a' },
		undefined,
	],
	['a permission', { kind: 'auth', status: 403, type: 'permission_error' }, undefined],
	[
		'an address',
		{ kind: 'auth', status: 403, message: 'Your IP is not in the whitelist' },
		undefined,
	],
	['403 without words', { kind: 'auth', status: 403 }, undefined],
	['a balance under 500', { kind: 'quota', status: 500 }, 'balance'],
	['a balance that ended in the middle', { kind: 'quota', status: 200, text: 'Hel' }, undefined],
	['a limit', { kind: 'rateLimit', status: 429 }, undefined],
])('whom a refusal means: %s', (_what, { kind, ...facts }, whom) => {
	const message = facts.message ?? 'No';
	expect(refusalTarget(failure(kind, { ...facts, message }))).toBe(whom);
});
