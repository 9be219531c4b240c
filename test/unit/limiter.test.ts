import type { Allowances } from '../../nodes/api/allowances';
import type { LimitHints } from '../../nodes/api/limitHints';
import { Limiter, type Sent } from '../../nodes/delivery/lane/limiter';

/** A limiter with a hand on its clock, in milliseconds. */
class Trial {
	now = 0;
	readonly limiter = new Limiter(0);

	get delay(): number {
		return this.limiter.delay(this.now);
	}

	/** Sends as soon as it may. */
	send(tokens = 0): Sent {
		for (let { delay } = this; delay > 0; delay = this.delay) {
			if (delay === Infinity) throw new Error('The window is full');
			this.now += delay;
		}
		return this.limiter.send(tokens, this.now);
	}

	admit(sent: Sent, offered: Allowances = {}): void {
		this.limiter.admitted(sent, offered, this.now);
	}

	refuse(sent: Sent, hints: LimitHints = {}, chance = 0): void {
		this.limiter.refused(sent, hints, chance, this.now);
		this.limiter.ended(sent, undefined, this.now);
	}

	end(sent: Sent, used?: number): void {
		this.limiter.ended(sent, used, this.now);
	}

	/** Sends, is admitted after 100 ms and ends. */
	round(tokens = 0, offered: Allowances = {}): void {
		const sent = this.send(tokens);
		this.now += 100;
		this.admit(sent, offered);
		this.end(sent);
	}

	/** Milliseconds from one send to the next, mean of twenty. */
	spacing(): number {
		const begin = this.now;
		for (let count = 0; count < 20; count++) this.end(this.send());
		return (this.now - begin) / 20;
	}
}

test('starts with 16 in flight and lets two more go with every admission', () => {
	const trial = new Trial();
	const sent = Array.from({ length: 16 }, () => trial.send());
	expect(trial.now).toBe(0);
	expect(trial.delay).toBe(Infinity);
	trial.admit(sent[0]!);
	trial.send();
	trial.send();
	expect(trial.delay).toBe(Infinity);
	trial.end(sent[0]!);
	expect(trial.delay).toBe(0);
});

test('a window that is not full does not grow', () => {
	const trial = new Trial();
	for (let count = 0; count < 100; count++) trial.round();
	for (let count = 0; count < 16; count++) trial.send();
	expect(trial.delay).toBe(Infinity);
});

test('a refusal shuts the gate for one probe at a time, after pauses that double', () => {
	const trial = new Trial();
	for (let count = 0; count < 10; count++) trial.round();
	trial.refuse(trial.send());
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

test('an admitted probe opens the gate again', () => {
	const trial = new Trial();
	trial.round();
	trial.refuse(trial.send());
	expect(trial.limiter.isShut).toBe(true);
	const probe = trial.send();
	trial.admit(probe);
	expect(trial.limiter.isShut).toBe(false);
});

test('a probe that is not refused in twice the time of a refusal is admitted', () => {
	const trial = new Trial();
	const sent = [trial.send(), trial.send(), trial.send()];
	trial.now += 100;
	for (const good of sent.slice(0, 2)) trial.admit(good);
	for (const good of sent.slice(0, 2)) trial.end(good);
	trial.refuse(sent[2]!);
	trial.send();
	expect(trial.limiter.isShut).toBe(true);
	trial.now += 199;
	expect(trial.delay).toBe(1);
	trial.now += 1;
	expect(trial.delay).not.toBe(Infinity);
	expect(trial.limiter.isShut).toBe(false);
});

test('a probe that comes to nothing makes way for another', () => {
	const trial = new Trial();
	trial.refuse(trial.send());
	trial.end(trial.send());
	expect(trial.limiter.isShut).toBe(true);
	expect(trial.delay).toBe(0);
});

test('what was sent before a refusal is not held against the lane again', () => {
	const trial = new Trial();
	const sent = Array.from({ length: 16 }, () => trial.send());
	trial.now += 100;
	trial.refuse(sent[9]!);
	const pause = trial.delay;
	for (const late of sent.slice(10)) trial.refuse(late);
	expect(trial.delay).toBe(pause);
});

test('a first refusal at a level that was never admitted is the fault of the window', () => {
	const trial = new Trial();
	const sent = Array.from({ length: 16 }, () => trial.send());
	trial.now += 100;
	for (const good of sent.slice(0, 10)) trial.admit(good);
	for (const bad of sent.slice(10)) trial.refuse(bad);
	trial.now += 10_000;
	expect(trial.delay).toBe(Infinity);
	trial.end(sent[0]!);
	expect(trial.delay).toBe(0);
});

test('a refusal at a level that was admitted just now is the fault of the pace', () => {
	const trial = new Trial();
	for (let count = 0; count < 100; count++) trial.round();
	trial.refuse(trial.send());
	trial.round();
	// 10 per second were admitted.
	expect(trial.spacing()).toBeGreaterThan(90);
	expect(trial.spacing()).toBeLessThan(110);
});

test('without a refusal the pace climbs past its ceiling, ever bolder', () => {
	const trial = new Trial();
	for (let count = 0; count < 600; count++) trial.round();
	trial.refuse(trial.send());
	trial.round();
	const paces: number[] = [];
	for (let minute = 0; minute < 3; minute++) {
		const until = trial.now + 60_000;
		while (trial.now < until) trial.end(trial.send());
		paces.push(1_000 / trial.spacing());
	}
	expect(paces[1]! / paces[0]!).toBeGreaterThan(1.02);
	expect(paces[2]! / paces[1]!).toBeGreaterThan(paces[1]! / paces[0]!);
});

test('an idle lane learns nothing: its pace is the same after an hour', () => {
	const trial = new Trial();
	for (let count = 0; count < 600; count++) trial.round();
	trial.refuse(trial.send());
	trial.round();
	const before = trial.spacing();
	trial.now += 3_600_000;
	expect(trial.spacing() / before).toBeGreaterThan(0.95);
});

test('what was admitted before a silence does not count: a busy hour is measured for itself', () => {
	const trial = new Trial();
	trial.round();
	trial.now += 100_000;
	for (let count = 0; count < 100; count++) trial.round();
	trial.refuse(trial.send(), { about: 'requests', wait: 5_000 });
	trial.round();
	expect(trial.spacing()).toBeLessThan(200);
});

test('a long block keeps half of a pace that is known', () => {
	const trial = new Trial();
	for (let count = 0; count < 600; count++) trial.round();
	trial.refuse(trial.send());
	for (let count = 0; count < 100; count++) trial.round();
	const before = trial.spacing();
	const begin = trial.now;
	while (trial.now < begin + 600_000) trial.refuse(trial.send());
	trial.round();
	expect(trial.spacing() / before).toBeLessThan(2.2);
});

test('one slow refusal is forgotten when many fast ones follow', () => {
	const trial = new Trial();
	for (let count = 0; count < 10; count++) trial.round();
	const slow = trial.send();
	trial.now += 30_000;
	trial.refuse(slow);
	for (let count = 0; count < 30; count++) {
		const probe = trial.send();
		trial.now += 10;
		trial.refuse(probe);
	}
	trial.send();
	expect(trial.delay).toBeLessThan(3_000);
});

test('a pause is not made up for by a burst', () => {
	const trial = new Trial();
	trial.limiter.keep(600, Infinity);
	for (let count = 0; count < 10; count++) trial.end(trial.send());
	trial.now += 60_000;
	trial.end(trial.send());
	expect(trial.delay).toBeCloseTo(101, 0);
});

test('an alarm that comes late by a tick is made up for', () => {
	const trial = new Trial();
	trial.limiter.keep(600, Infinity);
	for (let count = 0; count < 100; count++) {
		trial.end(trial.send());
		trial.now += trial.delay + 25;
	}
	expect(trial.now / 100).toBeLessThan(103);
});

test('Retry-After is kept, and up to 2 % are added', () => {
	const trial = new Trial();
	trial.refuse(trial.send(), { wait: 30_000 }, 0);
	expect(trial.delay).toBe(30_000);
	const other = new Trial();
	other.refuse(other.send(), { wait: 30_000 }, 1);
	expect(other.delay).toBe(30_600);
});

test('a Retry-After of nothing does not make it hammer', () => {
	const trial = new Trial();
	for (let count = 0; count < 10; count++) trial.round();
	for (let count = 0; count < 8; count++) trial.refuse(trial.send(), { wait: 0 });
	expect(trial.delay).toBeGreaterThan(1_000);
});

test('a limit that the user states is kept from the first request on', () => {
	const trial = new Trial();
	trial.limiter.keep(60, Infinity);
	trial.send();
	expect(trial.delay).toBeCloseTo(1_000 / 0.99);
	trial.limiter.keep(Infinity, 6_000);
	const other = new Trial();
	other.limiter.keep(Infinity, 6_000);
	other.send(1_000);
	expect(other.delay).toBeCloseTo(10_000 / 0.99);
});

test('tokens that were not used are given back', () => {
	const trial = new Trial();
	trial.limiter.keep(Infinity, 6_000);
	trial.end(trial.send(1_000), 100);
	expect(trial.delay).toBeCloseTo(1_000 / 0.99);
});

test('a refusal for tokens slows by tokens, so that small requests go more often', () => {
	const trial = new Trial();
	for (let count = 0; count < 100; count++) trial.round(1_000);
	trial.refuse(trial.send(1_000), { about: 'tokens' });
	trial.round(1_000);
	const spacing = (tokens: number) => {
		trial.end(trial.send(tokens));
		const { delay } = trial;
		trial.now += delay;
		return delay;
	};
	spacing(1_000);
	expect(spacing(2_000) / spacing(1_000)).toBeCloseTo(2, 0);
	expect(spacing(100)).toBeLessThan(spacing(1_000) / 5);
});

test('a refusal for tokens of a lane that knows no tokens slows the requests', () => {
	const trial = new Trial();
	for (let count = 0; count < 100; count++) trial.round(0);
	trial.refuse(trial.send(0), { about: 'tokens' });
	trial.round(0);
	expect(trial.spacing()).toBeGreaterThan(90);
});

test('a limit in the words of the gateway is kept, and believed for ten minutes', () => {
	const trial = new Trial();
	for (let count = 0; count < 300; count++) trial.round();
	const limit = { of: 'requests', amount: 300, window: 60_000 } as const;
	trial.refuse(trial.send(), { about: 'requests', limit });
	trial.round();
	const begin = trial.now;
	let sends = 0;
	for (; trial.now < begin + 540_000; sends++) trial.end(trial.send());
	expect(sends / 9).toBeLessThanOrEqual(300);
	expect(sends / 9).toBeGreaterThan(285);
	while (trial.now < begin + 900_000) trial.end(trial.send());
	expect(trial.spacing()).toBeLessThan(200);
});

test('a stated limit of which more was admitted, or hardly anything used, is not ours', () => {
	const limit = { of: 'requests', amount: 60, window: 60_000 } as const;
	for (const rounds of [600, 10]) {
		const trial = new Trial();
		for (let count = 0; count < rounds; count++) trial.round();
		trial.refuse(trial.send(), { about: 'requests', limit });
		trial.round();
		expect(trial.spacing()).toBeGreaterThan(80);
		expect(trial.spacing()).toBeLessThan(115);
	}
});

test('a stated limit over five minutes is compared with what was admitted in five minutes', () => {
	const trial = new Trial();
	const limit = { of: 'requests', amount: 3_000, window: 300_000 } as const;
	for (let count = 0; count < 3_000; count++) trial.round();
	trial.refuse(trial.send(), { about: 'requests', limit });
	while (trial.now < 500_000) {
		const probe = trial.send();
		trial.now += 100;
		if (trial.now < 480_000) trial.refuse(probe, { about: 'requests', limit });
		else {
			trial.admit(probe);
			trial.end(probe);
		}
	}
	// Half of the time was blocked, but a minute alone would say that nothing is admitted.
	expect(trial.spacing()).toBeLessThan(500);
});

test('a window that was blamed and is refused again below is acquitted', () => {
	const trial = new Trial();
	const sent = Array.from({ length: 16 }, () => trial.send());
	trial.now += 100;
	for (const bad of sent.slice(8)) trial.refuse(bad);
	for (const good of sent.slice(0, 4)) trial.end(good);
	trial.refuse(trial.send());
	for (const good of sent.slice(4, 8)) trial.end(good);
	trial.now += trial.delay;
	const probe = trial.send();
	trial.admit(probe);
	trial.end(probe);
	for (let count = 0; count < 16; count++) trial.send();
	expect(trial.delay).toBe(Infinity);
});

test('after a cut the window holds still, twice as long each time', () => {
	const trial = new Trial();
	const held: number[] = [];
	const open = Array.from({ length: 16 }, () => trial.send());
	for (let cut = 0; cut < 3; cut++) {
		trial.now += 100;
		trial.refuse(open.pop()!);
		const cutAt = trial.now;
		const size = open.length;
		while (open.length <= size) {
			const oldest = open.shift()!;
			trial.admit(oldest);
			trial.end(oldest);
			while (trial.delay === 0) open.push(trial.send());
			trial.now += 100;
			if (trial.now > cutAt + 60_000) throw new Error('It does not grow');
		}
		held.push(trial.now - cutAt);
	}
	expect(held[1]! / held[0]!).toBeGreaterThan(1.7);
	expect(held[2]! / held[1]!).toBeGreaterThan(1.7);
});

test('a stated number of requests in flight, of which more were admitted, is not ours', () => {
	const trial = new Trial();
	const sent = Array.from({ length: 16 }, () => trial.send());
	trial.now += 100;
	for (const good of sent.slice(0, 15)) trial.admit(good);
	const limit = { of: 'inFlight', amount: 5, window: 0 } as const;
	trial.refuse(sent[15]!, { about: 'inFlight', limit });
	for (const good of sent.slice(0, 5)) trial.end(good);
	trial.now += 10_000;
	expect(trial.delay).toBe(0);
});

test('a stated number of requests in flight is kept', () => {
	const trial = new Trial();
	const sent = Array.from({ length: 16 }, () => trial.send());
	trial.now += 100;
	for (const good of sent.slice(0, 5)) trial.admit(good);
	const limit = { of: 'inFlight', amount: 5, window: 0 } as const;
	for (const bad of sent.slice(5)) trial.refuse(bad, { about: 'inFlight', limit });
	trial.now += 10_000;
	expect(trial.delay).toBe(Infinity);
	trial.end(sent[0]!);
	trial.admit(trial.send());
	expect(trial.delay).toBe(Infinity);
	trial.now += 600_000;
	for (const good of sent.slice(1, 5)) trial.admit(good);
	expect(trial.delay).toBe(Infinity);
});

test('true headers lead the pace before anything is refused', () => {
	const trial = new Trial();
	const bucket = { level: 600, at: 0 };
	for (let count = 0; count < 3_000; count++) {
		const sent = trial.send();
		bucket.level = Math.min(600, bucket.level + (trial.now - bucket.at) / 100);
		bucket.at = trial.now;
		expect(bucket.level).toBeGreaterThan(1);
		bucket.level--;
		const reset = 100 * (600 - bucket.level);
		const remaining = Math.floor(bucket.level);
		trial.now += 20;
		trial.admit(sent, { requests: { limit: 600, remaining, reset } });
		trial.end(sent);
	}
	expect(trial.spacing()).toBeGreaterThan(85);
});

test('headers in which nothing ever changes are not believed', () => {
	const trial = new Trial();
	const requests = { limit: 100, remaining: 5, reset: 60_000 };
	for (let count = 0; count < 300; count++) trial.round(0, { requests });
	expect(trial.spacing()).toBe(0);
});

test('headers of many keys, in which what remains jumps, are not believed', () => {
	const trial = new Trial();
	for (let count = 0; count < 300; count++) {
		const remaining = count % 2 === 0 ? 5 : 500;
		trial.round(0, { requests: { limit: 600, remaining, reset: 50_000 } });
	}
	expect(trial.spacing()).toBeLessThan(400);
});

test('headers that promise plenty while requests are refused are not believed', () => {
	const trial = new Trial();
	for (let count = 0; count < 600; count++) trial.round();
	let remaining = 5_000;
	const round = () =>
		trial.round(0, { requests: { limit: 6_000, remaining: remaining--, reset: 50_000 } });
	for (let count = 0; count < 10; count++) round();
	trial.refuse(trial.send(), { about: 'requests' });
	trial.round();
	const before = trial.spacing();
	for (let count = 0; count < 100; count++) round();
	expect(trial.spacing() / before).toBeGreaterThan(0.95);
});
