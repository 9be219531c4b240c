import { bucketOf, LimiterTrial } from '../../../../support/limiterTrial';

const second = 1_000;
const minute = 60_000;
const hour = 3_600_000;

describe('before anything is refused', () => {
	test('a cold lane begins with 50 a second and doubles every quarter of a second, then nothing holds it', () => {
		const trial = new LimiterTrial();
		expect(trial.work(250, { answer: 1 }).sent).toBeLessThan(30);
		expect(trial.work(1_500, { answer: 1 }).sent).toBeGreaterThan(500);
		trial.work(second, { answer: 1 });
		trial.sendAtOnce(1_000);
		expect(trial.delay).toBe(0);
	});
});

describe('a refusal that may be a stray one', () => {
	test('is tested with the next three requests at once, and costs nothing when they are admitted', () => {
		const trial = new LimiterTrial();
		trial.work(10 * second);
		trial.refuse(trial.send());
		for (let count = 0; count < 3; count++) {
			expect(trial.delay).toBe(0);
			trial.limiter.admitted(trial.limiter.send(0, trial.now), trial.now);
		}
		expect([trial.limiter.isOpen, trial.delay]).toEqual([false, 0]);
	});

	test('of fifty in a row none opens the breaker while others are admitted', () => {
		const trial = new LimiterTrial();
		const { sent } = trial.work(minute, { refuses: ({ seq }) => seq % 10 === 0 });
		// 64 in flight, answers of a second.
		expect(sent).toBeGreaterThan(64 * 60 * 0.97);
		expect(trial.limiter.isOpen).toBe(false);
	});

	test('that is admitted by silence holds the lane for no longer than a refusal takes', () => {
		const trial = new LimiterTrial();
		trial.work(10 * second);
		const [stray] = trial.sendAtOnce(1);
		trial.now += 100;
		trial.refuse(stray!);
		trial.sendAtOnce(3);
		expect(trial.delay).toBe(200);
		trial.now += 200;
		expect([trial.limiter.isOpen, trial.delay]).toEqual([false, 0]);
	});

	test('is a limit when two of the three are refused', () => {
		const trial = new LimiterTrial();
		trial.work(10 * second);
		const [first] = trial.sendAtOnce(1);
		trial.refuse(first!);
		const test = trial.sendAtOnce(3);
		trial.refuse(test[0]!);
		expect(trial.limiter.isOpen).toBe(false);
		trial.refuse(test[1]!);
		expect(trial.limiter.isOpen).toBe(true);
	});

	test('is a limit at once when the ones before it were', () => {
		const trial = new LimiterTrial();
		trial.work(minute, { refuses: bucketOf(10, 10), answer: 100 });
		while (trial.limiter.isOpen) trial.work(second, { answer: 100 });
		trial.now++;
		trial.refuse(trial.send());
		expect(trial.limiter.isOpen).toBe(true);
	});

	test('is a limit when most of what was under way is refused, whatever the test says', () => {
		const trial = new LimiterTrial();
		const under = trial.sendAtOnce(20);
		trial.now += 2_500;
		trial.refuse(under[5]!);
		expect(trial.limiter.isOpen).toBe(false);
		for (const send of under.slice(6, 12)) trial.refuse(send);
		expect(trial.limiter.isOpen).toBe(true);
	});

	test('whose test lacks requests is forgotten after two seconds', () => {
		const trial = new LimiterTrial();
		trial.refuse(trial.send());
		trial.now += 3 * second;
		expect(trial.delay).toBe(0);
		trial.refuse(trial.sendAtOnce(1)[0]!);
		trial.refuse(trial.sendAtOnce(1)[0]!);
		// The second of them is the first of a new test.
		expect(trial.limiter.isOpen).toBe(false);
	});
});

describe('the breaker', () => {
	test('lets one probe go at a time, after pauses that double to 15 s', () => {
		const trial = new LimiterTrial();
		trial.work(minute, { refuses: bucketOf(10, 10), answer: 100 });
		if (!trial.limiter.isOpen) trial.meetLimit();
		const pauses: number[] = [];
		for (let count = 0; count < 12; count++) {
			pauses.push(trial.delay);
			const probe = trial.send();
			trial.now += 10;
			expect(trial.delay).toBeGreaterThan(0);
			trial.refuse(probe);
		}
		for (let count = 2; count < 5; count++) {
			expect(pauses[count]! / pauses[count - 1]!).toBeCloseTo(2, 0);
		}
		expect(Math.max(...pauses)).toBeCloseTo(15_000);
	});

	test('closes with an admitted probe', () => {
		const trial = new LimiterTrial();
		trial.meetLimit();
		trial.admit(trial.send());
		expect(trial.limiter.isOpen).toBe(false);
	});

	test('closes with a probe that is not refused in twice the time of a refusal', () => {
		const trial = new LimiterTrial();
		for (let count = 0; count < 3; count++) {
			const [bad] = trial.sendAtOnce(1);
			trial.now += 100;
			trial.refuse(bad!);
		}
		const probe = trial.send();
		expect(trial.limiter.isOpen).toBe(true);
		trial.now = probe.at + 199;
		expect([trial.delay, trial.limiter.isOpen]).toEqual([1, true]);
		trial.now += 1;
		expect(trial.delay).not.toBe(1);
		expect(trial.limiter.isOpen).toBe(false);
	});

	test('takes a request for its probe that was under way when a slow refusal came', () => {
		const trial = new LimiterTrial();
		const sent = trial.sendAtOnce(10);
		trial.now += 2_500;
		while (!trial.limiter.isOpen) trial.refuse(sent.shift()!);
		expect(sent.length).toBeGreaterThan(2);
		trial.admit(sent[0]!);
		expect(trial.limiter.isOpen).toBe(false);
	});

	test('gives a probe that comes to nothing no meaning', () => {
		const trial = new LimiterTrial();
		trial.meetLimit();
		trial.end(trial.send());
		expect([trial.limiter.isOpen, trial.delay]).toEqual([true, 0]);
	});

	test('holds nothing against the lane that was sent before it opened', () => {
		const trial = new LimiterTrial();
		const early = trial.sendAtOnce(5);
		trial.now += 100;
		trial.meetLimit();
		const { delay } = trial;
		for (const late of early) trial.refuse(late);
		expect([trial.limiter.isOpen, trial.delay]).toEqual([true, delay]);
	});

	test('forgets one slow refusal when many fast ones follow', () => {
		const trial = new LimiterTrial();
		trial.meetLimit();
		const slow = trial.send();
		trial.now += 30_000;
		trial.refuse(slow);
		for (let count = 0; count < 40; count++) {
			const probe = trial.send();
			trial.now += 10;
			trial.refuse(probe);
		}
		trial.send();
		expect(trial.delay).toBeLessThan(3_000);
	});

	test('never asks for less than a millisecond', () => {
		const trial = new LimiterTrial();
		// Throws at a shorter delay.
		trial.work(10 * minute, { refuses: bucketOf(0.05, 1), answer: 1, refusal: 1 });
		trial.limiter.setUserLimits(100_000, Infinity);
		trial.work(second, { answer: 1 });
	});
});

describe('a limit of requests in flight', () => {
	const concurrency = (most: number) => {
		let inFlight: number[] = [];
		return (_send: unknown, now: number) => {
			inFlight = inFlight.filter((until) => until > now);
			if (inFlight.length >= most) return true;
			inFlight.push(now + 990);
			return false;
		};
	};

	test('is found and kept: as much goes through as the gateway can, almost nothing is refused', () => {
		const trial = new LimiterTrial();
		trial.work(10 * second, { refuses: concurrency(12) });
		const { sent, refused } = trial.work(5 * minute, { refuses: concurrency(12) });
		expect(sent - refused).toBeGreaterThan(0.95 * 12 * 300);
		expect(refused).toBeLessThan(0.01 * sent);
	});

	test('that was found is tried again with one more, after pauses that double', () => {
		const trial = new LimiterTrial();
		const at: number[] = [];
		const refuses = (send: unknown, now: number) => {
			const isRefused = judge(send, now);
			if (isRefused && now - (at.at(-1) ?? -Infinity) > second) at.push(now);
			return isRefused;
		};
		const judge = concurrency(12);
		trial.work(10 * minute, { refuses });
		const pauses = at.slice(1).map((now, index) => now - at[index]!);
		expect(pauses.length).toBeGreaterThan(3);
		expect(Math.max(...pauses)).toBeGreaterThan(60 * second);
		expect(pauses.at(-1)).toBeGreaterThan(pauses[0]!);
	});

	test('that the gateway states is kept', () => {
		const trial = new LimiterTrial();
		const sent = trial.sendAtOnce(16);
		trial.now += 100;
		trial.admit(...sent.slice(0, 5));
		for (const bad of sent.slice(5)) trial.refuse(bad, { about: 'inFlight', inFlight: 5 });
		trial.now += 10_000;
		expect(trial.delay).toBe(Infinity);
		trial.end(sent[0]!);
		trial.admit(trial.send());
		expect(trial.delay).toBe(Infinity);
		trial.now += 10 * minute;
		expect(trial.delay).toBe(Infinity);
	});

	test('that the gateway states is not ours when more were admitted', () => {
		const trial = new LimiterTrial();
		const sent = trial.sendAtOnce(16);
		trial.now += 100;
		trial.admit(...sent.slice(0, 15));
		trial.refuse(sent[15]!, { about: 'inFlight', inFlight: 5 });
		trial.now += 10_000;
		expect(trial.delay).toBe(0);
	});

	test('is tried by the three of a test, as only more in flight tells it from a stray refusal', () => {
		const trial = new LimiterTrial();
		const sent = trial.sendAtOnce(16);
		trial.limiter.crowded(sent.pop()!, trial.now);
		for (const done of sent.splice(8)) trial.end(done);
		trial.now += minute;
		expect(trial.delay).toBe(Infinity);
		trial.refuse(sent.pop()!);
		for (let count = 0; count < 3; count++) {
			expect(trial.delay).toBe(0);
			trial.limiter.send(0, trial.now);
		}
		expect(trial.delay).toBeGreaterThan(0);
	});

	test('that another lane of the key heard is kept here', () => {
		const trial = new LimiterTrial();
		trial.limiter.obey({ inFlight: 2 }, 0, trial.now);
		trial.send();
		trial.send();
		expect(trial.delay > 0).toBe(true);
		trial.now += minute;
		expect(trial.delay).toBe(Infinity);
	});

	test('shows in a refusal beside others for lack of means: half of them from now on', () => {
		const trial = new LimiterTrial();
		const sent = trial.sendAtOnce(16);
		const bad = sent.slice(12).reverse();
		for (const send of bad) trial.limiter.crowded(send, trial.now);
		for (const send of bad) trial.end(send);
		trial.now += second;
		// Those that went out together are one piece of news: half of 16, and not less.
		for (const send of sent.slice(0, 4)) trial.end(send);
		expect([trial.delay, trial.limiter.isOpen]).toEqual([Infinity, false]);
		trial.end(sent[4]!);
		expect(trial.delay).toBe(0);
	});
});

describe('a limit of the rate', () => {
	test('is found and kept', () => {
		const trial = new LimiterTrial();
		const refuses = bucketOf(10, 10);
		trial.work(2 * minute, { refuses });
		const { sent, refused } = trial.work(10 * minute, { refuses });
		expect(sent - refused).toBeGreaterThan(0.98 * 6_000);
		expect(refused).toBeLessThan(0.005 * sent);
	});

	test('is found beside refusals at random', () => {
		const trial = new LimiterTrial();
		const full = bucketOf(10, 10);
		const refuses = (send: { seq: number }, now: number) =>
			(send.seq * 7_919) % 33 === 0 || full(send as never, now);
		trial.work(5 * minute, { refuses });
		const { sent, refused } = trial.work(10 * minute, { refuses });
		expect(sent - refused).toBeGreaterThan(0.9 * 6_000);
		expect(refused).toBeLessThan(0.05 * sent);
	});

	test('is climbed past when nothing is refused, ever bolder', () => {
		const trial = new LimiterTrial();
		for (let count = 0; count < 600; count++) trial.round();
		trial.meetLimit({ about: 'requests' });
		trial.round();
		const rates: number[] = [];
		for (let count = 0; count < 4; count++) {
			trial.work(minute, { answer: 10 });
			rates.push(1_000 / trial.spacing());
		}
		expect(rates[1]! / rates[0]!).toBeGreaterThan(1.01);
		expect(rates[2]! / rates[1]!).toBeGreaterThan(rates[1]! / rates[0]!);
		expect(rates[3]! / rates[2]!).toBeGreaterThan(rates[2]! / rates[1]!);
	});

	test('is not learnt by an idle lane: its pace is the same after an hour', () => {
		const trial = new LimiterTrial();
		trial.work(5 * minute, { refuses: bucketOf(10, 10), answer: 100 });
		const before = trial.spacing();
		trial.now += hour;
		expect(trial.spacing() / before).toBeGreaterThan(0.95);
	});

	test('is not learnt by a lane that needs less: it is met as before when more is needed', () => {
		const trial = new LimiterTrial();
		trial.work(5 * minute, { refuses: bucketOf(10, 10) });
		// Two in flight and answers of a second: 2 a second, which no pace holds back.
		trial.work(hour, { cap: 2 });
		const { refused } = trial.work(minute, { refuses: bucketOf(10, 10) });
		expect(refused).toBeLessThan(10);
	});

	test('is measured by what was admitted since a silence, not before it', () => {
		const trial = new LimiterTrial();
		trial.round();
		trial.now += 100_000;
		for (let count = 0; count < 300; count++) trial.round();
		trial.meetLimit({ about: 'requests' });
		trial.round();
		expect(trial.spacing()).toBeGreaterThan(90);
		expect(trial.spacing()).toBeLessThan(200);
	});

	test('is hardly lowered by an outage', () => {
		const trial = new LimiterTrial();
		trial.work(5 * minute, { refuses: bucketOf(10, 10) });
		const before = trial.work(minute).sent;
		trial.work(20 * second, { refuses: () => true });
		trial.work(20 * second);
		expect(trial.work(minute).sent / before).toBeGreaterThan(0.8);
	});

	test('that falls to a tenth is followed within minutes', () => {
		const trial = new LimiterTrial();
		trial.work(5 * minute, { refuses: bucketOf(10, 10) });
		const refuses = bucketOf(1, 10);
		trial.work(2 * minute, { refuses });
		const { sent, refused } = trial.work(5 * minute, { refuses });
		expect(sent - refused).toBeGreaterThan(0.9 * 300);
		expect(refused).toBeLessThan(0.1 * sent);
	});

	test('of tokens slows by tokens, so that small requests go more often', () => {
		const trial = new LimiterTrial();
		trial.work(minute, { tokens: 1_000, answer: 100, cap: 1 });
		trial.meetLimit({ about: 'tokens' }, 1_000);
		trial.round(1_000);
		const spacing = (tokens: number) => {
			trial.spacing(tokens);
			return trial.spacing(tokens);
		};
		const usual = spacing(1_000);
		expect(spacing(2_000) / usual).toBeCloseTo(2, 0);
		expect(spacing(100)).toBeLessThan(usual / 5);
	});

	test('of tokens slows the requests of a lane that knows no tokens', () => {
		const trial = new LimiterTrial();
		for (let count = 0; count < 300; count++) trial.round();
		trial.meetLimit({ about: 'tokens' });
		trial.round();
		expect(trial.spacing()).toBeGreaterThan(90);
	});

	test('is not paused by a late alarm: a tick is made up for', () => {
		const trial = new LimiterTrial();
		trial.limiter.setUserLimits(600, Infinity);
		for (let count = 0; count < 100; count++) {
			trial.end(trial.send());
			trial.now += trial.delay + 25;
		}
		expect(trial.now / 100).toBeLessThan(103);
	});

	test('is not exceeded after a pause: nothing is made up for with a burst', () => {
		const trial = new LimiterTrial();
		trial.limiter.setUserLimits(600, Infinity);
		for (let count = 0; count < 10; count++) trial.admit(trial.send());
		trial.now += minute;
		trial.admit(trial.send());
		expect(trial.delay).toBeCloseTo(101, 0);
	});
});

describe('a stated wait', () => {
	/** Refuses what goes out until the breaker opens. */
	function refuseAll(trial: LimiterTrial, wait: number): void {
		trial.now++;
		while (!trial.limiter.isOpen) trial.refuse(trial.sendAtOnce(1)[0]!, { wait });
	}

	/** A block with a stated wait; the first probe is admitted or refused. */
	function block(trial: LimiterTrial, wait: number, isAdmitted: boolean): number {
		refuseAll(trial, wait);
		const { delay } = trial;
		const probe = trial.send();
		trial.now += 10;
		if (isAdmitted) trial.admit(probe);
		else trial.refuse(probe, { wait });
		return delay;
	}

	test('is on trial at first: a probe ignores it', () => {
		const trial = new LimiterTrial();
		for (let count = 0; count < 300; count++) trial.round();
		expect(block(trial, 30_000, true)).toBeLessThan(1_000);
		expect(trial.limiter.isOpen).toBe(false);
	});

	test('is kept when that probe is refused, and up to 2 % are added', () => {
		for (const [chance, expected] of [
			[0, 30_000],
			[1, 30_600],
		] as const) {
			const trial = new LimiterTrial();
			for (let count = 0; count < 300; count++) trial.round();
			trial.meetLimit({ wait: 30_000 });
			trial.refuse(trial.send(), { wait: 30_000 }, chance);
			expect(trial.delay).toBe(expected);
		}
	});

	test('is kept at once when it was honest twice', () => {
		const trial = new LimiterTrial();
		for (let count = 0; count < 300; count++) trial.round();
		for (let times = 0; times < 2; times++) {
			block(trial, 30_000, false);
			trial.admit(trial.send());
			trial.work(5 * second, { answer: 100, cap: 1 });
		}
		refuseAll(trial, 30_000);
		expect(trial.delay).toBeCloseTo(30_000, 3);
	});

	test('of nothing does not make it hammer', () => {
		const trial = new LimiterTrial();
		for (let count = 0; count < 300; count++) trial.round();
		trial.meetLimit({ wait: 0 });
		for (let count = 0; count < 8; count++) trial.refuse(trial.send(), { wait: 0 });
		expect(trial.delay).toBeGreaterThan(1_000);
	});

	test('of one second is no longer than the pauses of the breaker: Retry-After has no fractions', () => {
		const trial = new LimiterTrial();
		for (let count = 0; count < 300; count++) trial.round();
		trial.meetLimit({ wait: 1_000 });
		const forOthers = trial.refuse(trial.send(), { wait: 1_000, wholeKey: true });
		expect(trial.delay).toBeLessThan(500);
		expect(forOthers).toEqual({ wholeKey: true });
	});

	test('is told to the other lanes of the key only when it is held honest', () => {
		const trial = new LimiterTrial();
		for (let count = 0; count < 300; count++) trial.round();
		const hints = { wait: 5_000, wholeKey: true } as const;
		expect(trial.refuse(trial.send(), hints)).toEqual({ wholeKey: true });
		trial.refuse(trial.send(), hints);
		expect(trial.refuse(trial.send(), hints)).toEqual({ wholeKey: true });
		expect(trial.refuse(trial.send(), hints)).toEqual(hints);
	});

	test('that another lane holds honest is kept here', () => {
		const trial = new LimiterTrial();
		trial.limiter.obey({ wait: 5_000 }, 0, trial.now);
		expect(trial.delay).toBe(5_000);
	});
});

describe("the user's own limit", () => {
	test('is kept from the first request on', () => {
		const trial = new LimiterTrial();
		trial.limiter.setUserLimits(60, Infinity);
		trial.send();
		expect(trial.delay).toBeCloseTo(1_000 / 0.99);
		const other = new LimiterTrial();
		other.limiter.setUserLimits(Infinity, 6_000);
		other.send(1_000);
		expect(other.delay).toBeCloseTo(10_000 / 0.99);
	});

	test('holds for a test and for probes', () => {
		const trial = new LimiterTrial();
		trial.limiter.setUserLimits(20, Infinity);
		for (let count = 0; count < 4; count++) {
			trial.refuse(trial.send());
			trial.limiter.send(0, trial.now);
			expect(trial.delay).toBeGreaterThan(2_500);
			trial.now += minute;
		}
		trial.limiter.setUserLimits(Infinity, Infinity);
		trial.work(minute, { refuses: () => true });
		expect(trial.limiter.isOpen).toBe(true);
		trial.limiter.setUserLimits(3, Infinity);
		const { sent } = trial.work(10 * minute, { refuses: () => true });
		expect(sent).toBeLessThanOrEqual(31);
	});

	test('gives tokens back that were not used', () => {
		const trial = new LimiterTrial();
		trial.limiter.setUserLimits(Infinity, 6_000);
		const send = trial.send(1_000);
		trial.admit(send);
		trial.end(send, 100);
		expect(trial.delay).toBeCloseTo(1_000 / 0.99);
	});
});

describe('a request that failed for itself', () => {
	test('says nothing of a limit and is given back once', () => {
		const trial = new LimiterTrial();
		trial.limiter.setUserLimits(60, Infinity);
		const send = trial.send();
		trial.limiter.unjudged(send, trial.now);
		trial.end(send);
		expect([trial.limiter.isOpen, trial.delay]).toEqual([false, 0]);
		trial.send();
		expect(trial.delay).toBeCloseTo(1_000 / 0.99);
	});

	test('is no part of a test any more', () => {
		const trial = new LimiterTrial();
		trial.work(10 * second);
		const [first] = trial.sendAtOnce(1);
		trial.now += 100;
		trial.refuse(first!);
		const [bad, ...good] = trial.sendAtOnce(3);
		trial.limiter.unjudged(bad!, trial.now);
		trial.admit(...good);
		expect([trial.limiter.isOpen, trial.delay]).toEqual([false, 0]);
	});
});

describe('what holds a lane', () => {
	test('is told: the pace, but not where the own limit of the user is slower', () => {
		const trial = new LimiterTrial();
		trial.send();
		expect(trial.limiter.holds.paced).toBe(trial.now + 20);
		trial.limiter.setUserLimits(1, Infinity);
		trial.send();
		expect(trial.limiter.holds.paced).toBe(-Infinity);
	});

	test('is told: since when the breaker is open', () => {
		const trial = new LimiterTrial();
		expect(trial.limiter.holds.openSince).toBeUndefined();
		const openedAt = trial.now;
		for (let count = 0; count < 4; count++) trial.refuse(trial.send());
		expect(trial.limiter.isOpen).toBe(true);
		expect(trial.limiter.holds.openSince).toBe(openedAt);
	});
});
