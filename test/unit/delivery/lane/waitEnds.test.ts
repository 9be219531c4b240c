import { failure } from '../../../../nodes/api/failure';
import { waitEnd, type WaitFacts } from '../../../../nodes/delivery/lane/waitEnds';
import { MaxWait } from '../../../../nodes/delivery/maxWait';

const second = 1_000;
const minute = 60 * second;
const never = -Infinity;

const free = { inFlight: 0, stated: never, block: never, gates: never };
const words = failure('rateLimit', { message: 'Slow down', status: 429, code: 'slow' });

/** A request that waits from the first second on at a lane that has refused since, with as long a wait as a run without an answer has. */
function facts({ holds, ...more }: Facts = {}): WaitFacts {
	return {
		now: 0,
		since: 0,
		maxWait: new MaxWait(),
		refusing: { since: second, last: second },
		words,
		holds: { ...free, ...holds },
		hasRoom: true,
		...more,
	};
}

type Facts = Partial<Omit<WaitFacts, 'holds'>> & { holds?: Partial<WaitFacts['holds']> };

/** When the wait is over: asked as often as it wants to be asked. */
function endOf(more: Facts, until = 60 * minute): number {
	for (let now = 0; now <= until; ) {
		const { at } = waitEnd(facts({ ...more, now }));
		if (at <= now) return now;
		now = at;
	}
	return Infinity;
}

const afterSuccess = new MaxWait();
afterSuccess.hasAnswer = true;

describe('A wait at a lane that refuses everything', () => {
	test.each([
		['ends after two minutes in a run without an answer', new MaxWait(), 2 * minute],
		['ends after ten minutes in a run with one', afterSuccess, 10 * minute],
		['ends when the user says, also where that is the default', new MaxWait(10), 10 * minute],
		['ends when the user says, if that is soon', new MaxWait(0.05), 3 * second],
		['ends when the user says, if that is late', new MaxWait(60), 60 * minute],
	])('%s', (_what, maxWait, length) => {
		expect(endOf({ maxWait }, 2 * 60 * minute)).toBe(second + length);
	});

	test('counts from when the run itself waits', () => {
		expect(endOf({ since: 5 * minute })).toBe(7 * minute);
	});

	test('counts from the first refusal since the last success, and not from when the request waits', () => {
		const refusing = { since: 30 * minute, last: 30 * minute };
		expect(endOf({ refusing })).toBe(32 * minute);
	});
});

describe('A wait is no wait for a limit of the gateway', () => {
	test('when nothing has been refused since the last success, whatever it is for', () => {
		const paced = { refusing: undefined as never, maxWait: new MaxWait(1) };
		expect(endOf(paced)).toBe(Infinity);
	});

	test('while the run has no room, and the lane would let it go', () => {
		expect(endOf({ hasRoom: false })).toBe(Infinity);
		expect(endOf({ hasRoom: false, holds: { block: 60 * minute } })).toBe(2 * minute + second);
	});

	test('while something else holds the lane: it begins anew after that, but not for ever', () => {
		expect(endOf({ holds: { gates: minute } })).toBe(3 * minute);
		expect(endOf({ holds: { gates: 55 * minute } })).toBe(10 * minute + second + 2 * minute);
	});
});

describe('Requests under way', () => {
	test('keep a run without an answer from ending after two minutes, but not after ten', () => {
		const last = 10 * minute;
		expect(endOf({ holds: { inFlight: 1 }, refusing: { since: second, last } })).toBeGreaterThan(
			10 * minute,
		);
		expect(endOf({ holds: { inFlight: 1 }, refusing: { since: second, last } })).toBeLessThan(
			10 * minute + 3 * second,
		);
	});

	test('are waited for as long as they take where nothing is refused beside them', () => {
		expect(endOf({ holds: { inFlight: 4 } })).toBe(Infinity);
	});
});

describe('A stated wait', () => {
	test('of up to ten minutes is kept in a run without an answer', () => {
		const stated = 9 * minute;
		expect(endOf({ holds: { stated, block: stated } })).toBeGreaterThan(stated);
		expect(endOf({ holds: { stated: 11 * minute, block: 11 * minute } })).toBe(2 * minute + second);
	});

	test('that another lane of the key heard counts like a refusal', () => {
		const held = { stated: 55 * minute, block: 55 * minute };
		const end = { refusing: undefined as never, holds: held, words: undefined as never };
		expect(endOf(end)).toBe(2 * minute);
		expect(waitEnd(facts(end)).why()).toMatchObject({ kind: 'rateLimit' });
	});
});

describe('Who does not wait', () => {
	const maxWait = new MaxWait(0);

	test('ends with its own refusal at once, and alone', () => {
		const own = failure('rateLimit', { message: 'Not you', status: 429 });
		const end = waitEnd(facts({ maxWait, refusal: own }));
		expect(end).toMatchObject({ at: 0, isOfAll: false });
		expect(end.why()).toMatchObject({ message: 'Not you', status: 429 });
	});

	test('ends while the breaker is open for others', () => {
		const end = waitEnd(facts({ maxWait, holds: { block: second } }));
		expect(end.at).toBe(0);
		expect(end.why()).toMatchObject({ message: 'Slow down', code: 'slow' });
	});

	test('keeps to the pace, and waits for trouble and for room', () => {
		const holds = { gates: 60 * minute, inFlight: 3 };
		expect(endOf({ maxWait, hasRoom: false, holds })).toBe(Infinity);
	});

	test('goes again when it was refused for the points that others have reserved', () => {
		expect(endOf({ maxWait, refusal: failure('quota', { status: 403 }) })).toBe(Infinity);
	});
});

test('the failure has the last words of the gateway, says how long was waited, and what to do', () => {
	const maxWait = new MaxWait(5);
	expect(waitEnd(facts({ maxWait, now: 5 * minute + second })).why()).toEqual({
		...words,
		description:
			'Waited 5 min, in which the gateway let nothing through for this key and model. Run the item again later, set a longer Max Rate Limit Wait (under Limits and Retries), or ask the gateway about the limit of the key.',
	});
});

describe('A wait behind which another model is left', () => {
	const open = { openSince: 3 * second, block: 60 * minute };
	const trouble = {
		isOpen: true,
		since: 2 * second,
		last: failure('server', { message: 'Down', usage: { total_tokens: 3 } }),
		isOfMany: true,
		mayBeOfOneCall: false,
	};

	test('ends 30 s after the breaker for limits opened, whenever it began itself', () => {
		expect(endOf({ hasNext: true, holds: open })).toBe(33 * second);
		expect(endOf({ hasNext: true, holds: open, since: 32 * second })).toBe(33 * second);
		expect(waitEnd(facts({ hasNext: true, holds: open, now: minute }))).toMatchObject({
			at: 33 * second,
			isOfAll: false,
		});
	});

	test('sees within that time that the breaker has opened', () => {
		expect(waitEnd(facts({ hasNext: true, refusing: undefined as never })).at).toBe(30 * second);
	});

	test('ends sooner where the user waits for less', () => {
		const short = { maxWait: new MaxWait(0.1), since: 8 * second };
		expect(endOf({ hasNext: true, holds: open, ...short })).toBe(9 * second);
	});

	test('ends 30 s after the trouble began, with the words of the gateway and nothing of another item', () => {
		const end = { hasNext: true, trouble, refusing: undefined as never };
		expect(endOf(end)).toBe(32 * second);
		const why = waitEnd(facts({ ...end, now: minute })).why();
		expect(why).toMatchObject({ kind: 'server', message: 'Down' });
		expect(why.description).toContain('58 s');
		expect(why).not.toHaveProperty('usage');
	});

	test('is no other than usual where the gateway cannot be reached at all', () => {
		const refused = { ...trouble, isWithoutConnection: true };
		expect(endOf({ hasNext: true, trouble: refused })).toBe(3 * minute + 2 * second);
	});

	test('ends where the pace that was found lets nothing go, and nothing is under way', () => {
		const paced = { paced: 60 * minute };
		const idle = { hasNext: true, admittedAt: 5 * second, refusing: undefined as never };
		expect(endOf({ ...idle, holds: paced })).toBe(35 * second);
		expect(endOf({ ...idle, holds: { ...paced, inFlight: 1 } })).toBe(Infinity);
		expect(endOf({ ...idle, holds: { paced: -Infinity } })).toBe(Infinity);
	});

	test('ends at once where the user allows none', () => {
		const none = { hasNext: true, holds: open, maxWait: new MaxWait(0) };
		expect(waitEnd(facts({ ...none, now: 4 * second })).at).toBe(3 * second);
	});

	test('is no other than usual where the lane is not shut, but only full', () => {
		const full = { holds: { inFlight: 3 }, refusing: { since: second, last: 10 * minute } };
		expect(endOf({ ...full, hasNext: true })).toBe(endOf(full));
	});
});
