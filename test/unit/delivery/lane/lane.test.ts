import { Capacity } from '../../../../nodes/delivery/capacity';
import { Lane } from '../../../../nodes/delivery/lane/lane';
import { Lanes } from '../../../../nodes/delivery/lane/lanes';
import type { Permit, LaneQueue, RefusalMeaning } from '../../../../nodes/delivery/lane/queue';
import { VirtualClock } from '../../../support/virtual';

const minute = 60_000;
const load = { tokens: 0 };

/** A lane on a clock that is turned by hand, and the passes it gave out. */
function setUp() {
	const clock = new VirtualClock();
	const lane = new Lane(clock, undefined, () => 0);
	const given: Array<{ name: string; pass: Permit }> = [];
	const enter = (queue: LaneQueue, name: string, options?: { first?: boolean; tokens?: number }) =>
		queue.enter(
			{ tokens: options?.tokens ?? 0 },
			(pass) => void given.push({ name, pass }),
			options,
		);
	const names = () => given.map(({ name }) => name);
	return { clock, lane, given, enter, names };
}

/** Sends without end and answers after 100 ms; returns how many were sent. */
function keepBusy(clock: VirtualClock, queue: LaneQueue): { sent: number } {
	const count = { sent: 0 };
	const next = () =>
		queue.enter(load, (pass) => {
			count.sent++;
			clock.after(100, () => {
				pass.admitted();
				pass.ended();
				next();
			});
		});
	next();
	return count;
}

test('a request that may go goes at once', () => {
	const { lane, enter, names } = setUp();
	enter(lane.join({ capacity: new Capacity(4) }), 'a');
	expect(names()).toEqual(['a']);
});

test('a run never has more in flight than it allows itself', async () => {
	const { clock, lane, enter, given, names } = setUp();
	const queue = lane.join({ capacity: new Capacity(2) });
	for (const name of ['a', 'b', 'c', 'd']) enter(queue, name);
	await clock.pass(100);
	expect(names()).toEqual(['a', 'b']);
	given[0]!.pass.ended();
	expect(names()).toEqual(['a', 'b', 'c']);
});

test('a pass that is ended twice counts once', () => {
	const { lane, enter, given, names } = setUp();
	const queue = lane.join({ capacity: new Capacity(1) });
	for (const name of ['a', 'b', 'c']) enter(queue, name);
	given[0]!.pass.ended();
	given[0]!.pass.ended();
	expect(names()).toEqual(['a', 'b']);
});

test('runs take turns: one item beside many waits for one of them at most', async () => {
	const { clock, lane, enter, names } = setUp();
	const many = lane.join({ capacity: new Capacity(100), requestsPerMinute: 60 });
	for (let item = 0; item < 50; item++) enter(many, 'many');
	await clock.pass(3_000);
	const before = names().length;
	enter(lane.join({ capacity: new Capacity(1) }), 'one');
	await clock.pass(2_100);
	expect(names().slice(before)).toContain('one');
	expect(names().indexOf('one') - before).toBeLessThanOrEqual(1);
});

test('a request that goes again goes before those of its run that never went', async () => {
	const { clock, lane, enter, given, names } = setUp();
	const queue = lane.join({ capacity: new Capacity(1) });
	for (const name of ['a', 'b', 'c']) enter(queue, name);
	enter(queue, 'again', { first: true });
	given[0]!.pass.ended();
	await clock.pass(10);
	expect(names()).toEqual(['a', 'again']);
});

test('a refused request is not the only one that is ever tried', async () => {
	const { clock, lane, enter, given, names } = setUp();
	const queue = lane.join({ capacity: new Capacity(1) });
	enter(queue, 'bad');
	enter(queue, 'good');
	for (let times = 0; times < 3; times++) {
		given[times]!.pass.refused({});
		enter(queue, 'bad', { first: true });
		given[times]!.pass.ended();
	}
	await clock.pass(20_000);
	expect(names()).toEqual(['bad', 'bad', 'bad', 'good']);
});

test('a request that is taken back does not go', async () => {
	const { clock, lane, enter, given, names } = setUp();
	const queue = lane.join({ capacity: new Capacity(1) });
	enter(queue, 'a');
	const takeBack = enter(queue, 'b');
	enter(queue, 'c');
	takeBack();
	given[0]!.pass.ended();
	await clock.pass(10);
	expect(names()).toEqual(['a', 'c']);
});

test('after a run has left, nothing of it goes, and no alarm is left', async () => {
	const { clock, lane, enter, given, names } = setUp();
	const queue = lane.join({ capacity: new Capacity(10), requestsPerMinute: 60 });
	for (const name of ['a', 'b', 'c']) enter(queue, name);
	expect(clock.pending).toBe(1);
	const other = lane.join({ capacity: new Capacity(1) });
	queue.leave();
	queue.leave();
	enter(queue, 'd');
	given[0]!.pass.ended();
	await clock.pass(minute);
	expect(names()).toEqual(['a']);
	expect(clock.pending).toBe(0);
	enter(other, 'e');
	expect(names()).toEqual(['a', 'e']);
});

test('a run that leaves while the lane is shut lets the others go on', async () => {
	const { clock, lane, enter, given, names } = setUp();
	const first = lane.join({ capacity: new Capacity(1) });
	const second = lane.join({ capacity: new Capacity(1) });
	enter(first, 'a');
	for (let times = 0; times < 3; times++) {
		given[times]!.pass.refused({});
		enter(first, 'a', { first: true });
		if (times === 2) enter(second, 'b');
		given[times]!.pass.ended();
	}
	first.leave();
	await clock.pass(1_000);
	expect(names()).toEqual(['a', 'a', 'a', 'b']);
});

test('however many requests wait, there is one alarm', () => {
	const { clock, lane, enter } = setUp();
	const queue = lane.join({ capacity: new Capacity(1_000), requestsPerMinute: 60 });
	for (let item = 0; item < 1_000; item++) enter(queue, 'item');
	expect(clock.pending).toBe(1);
});

test('of the limits that runs state the strictest holds, until its run leaves', async () => {
	const { clock, lane } = setUp();
	const strict = lane.join({ capacity: new Capacity(5), requestsPerMinute: 6 });
	const loose = lane.join({ capacity: new Capacity(5), requestsPerMinute: 600 });
	const count = keepBusy(clock, loose);
	await clock.pass(minute);
	expect(count.sent).toBeLessThanOrEqual(6);
	strict.leave();
	const before = count.sent;
	await clock.pass(minute);
	expect(count.sent - before).toBeGreaterThan(200);
});

test('a limit of tokens is kept by what was used in the end', async () => {
	const { clock, lane } = setUp();
	const queue = lane.join({ capacity: new Capacity(5), tokensPerMinute: 60_000 });
	let sent = 0;
	const next = () =>
		queue.enter({ tokens: 2_000 }, (pass) => {
			sent++;
			clock.after(100, () => {
				pass.admitted();
				pass.ended(500);
				next();
			});
		});
	for (let item = 0; item < 5; item++) next();
	await clock.pass(10 * minute);
	expect(sent * 500).toBeGreaterThan(0.9 * 600_000);
	expect(sent * 500).toBeLessThan(600_000);
});

test('a request larger than all that were admitted is told apart when it is refused five times', async () => {
	const { clock, lane } = setUp();
	const queue = lane.join({ capacity: new Capacity(5) });
	const busy = keepBusy(clock, queue);
	await clock.pass(10_000);
	const verdicts: RefusalMeaning[] = [];
	const large = { tokens: 1_000_000 };
	const attempt = () =>
		queue.enter(
			large,
			(pass) =>
				clock.after(50, () => {
					verdicts.push(pass.refused({}));
					pass.ended();
					if (verdicts.length < 8) attempt();
				}),
			{ first: true },
		);
	attempt();
	const before = busy.sent;
	await clock.pass(minute);
	// Fewer may be bad luck: while a limit is being found, half of all requests are refused. One that goes
	// again before others were admitted does not count.
	const later = verdicts.indexOf('tooLarge');
	expect(later).toBeGreaterThanOrEqual(4);
	expect(later).toBeLessThanOrEqual(6);
	// Until it is told apart it slows the lane down, as any request that is refused.
	expect(busy.sent - before).toBeGreaterThan(100);
});

test('a request that the gateway calls too large does not slow the lane', async () => {
	const { clock, lane, enter, given } = setUp();
	const queue = lane.join({ capacity: new Capacity(100) });
	const hints = { tooLarge: true, about: 'tokens' } as const;
	enter(queue, 'large');
	expect(given[0]!.pass.refused(hints)).toBe('tooLarge');
	given[0]!.pass.ended();
	for (let item = 0; item < 16; item++) enter(queue, 'item');
	// A cold lane begins with 50 a second.
	await clock.pass(320);
	expect(given).toHaveLength(17);
	expect(clock.pending).toBe(0);
});

test('runs of the same gateway, key and model share a lane; others do not', () => {
	const lanes = new Lanes(new VirtualClock());
	expect(lanes.lane('key', 'model')).toBe(lanes.lane('key', 'model'));
	expect(lanes.lane('key', 'model')).not.toBe(lanes.lane('key', 'other'));
	expect(lanes.lane('key', 'model')).not.toBe(lanes.lane('other', 'model'));
});

test('a wait for the whole key holds for its other lanes, once it is known to be honest, and for no other key', async () => {
	const clock = new VirtualClock();
	const lanes = new Lanes(clock, () => 0);
	const started: { [name: string]: number } = {};
	const enter = (key: string, model: string) =>
		lanes
			.lane(key, model)
			.join({ capacity: new Capacity(1) })
			.enter(load, () => void (started[`${key} ${model}`] = clock.now()));
	const refused = lanes.lane('key', 'model').join({ capacity: new Capacity(1) });
	let refusals = 0;
	const attempt = () =>
		refused.enter(load, (pass) => {
			if (clock.now() > 4_000) return;
			refusals++;
			pass.refused({ wait: 5_000, wholeKey: true });
			pass.ended();
			attempt();
		});
	lanes.lane('key', 'other');
	lanes.lane('key', 'early');
	attempt();
	// It may be a stray refusal as yet.
	enter('key', 'early');
	await clock.pass(1_000);
	const { length } = Object.keys(started);
	enter('key', 'other');
	enter('second', 'model');
	await clock.pass(10_000);
	expect(refusals).toBeLessThan(10);
	expect(length).toBe(1);
	expect(started['second model']).toBe(1_000);
	expect(started['key other']).toBeGreaterThan(5_000);
	expect(started['key other']).toBeLessThan(6_000);
});

test('a lane that nobody used for ten minutes is forgotten, one in use is not', async () => {
	const clock = new VirtualClock();
	const lanes = new Lanes(clock);
	const idle = lanes.lane('key', 'idle');
	const queue = lanes.lane('key', 'used').join({ capacity: new Capacity(1) });
	await clock.pass(10 * minute + 1);
	expect(lanes.lane('key', 'used').join({ capacity: new Capacity(1) })).toBeDefined();
	expect(lanes.size).toBe(1);
	expect(lanes.lane('key', 'idle')).not.toBe(idle);
	queue.leave();
	expect(clock.pending).toBe(0);
});

test('a clock that stands still does not make it spin', async () => {
	const { clock, lane } = setUp();
	const queue = lane.join({ capacity: new Capacity(50) });
	let sent = 0;
	for (let item = 0; item < 50; item++) {
		const attempt = () =>
			queue.enter(load, (pass) => {
				sent++;
				pass.refused({ wait: 0 });
				pass.ended();
				attempt();
			});
		attempt();
	}
	await clock.pass(0);
	expect(sent).toBeLessThan(20);
});
