import { punctual } from '../../../nodes/delivery/punctual';
import { VirtualClock } from '../../support/virtual';

/** An alarm after ten seconds; `rang` has when it went off. */
function start(isUnheard?: () => boolean) {
	const clock = new VirtualClock();
	let lost = 0;
	const rang: number[] = [];
	const watched = {
		now: () => clock.now(),
		after: clock.after.bind(clock),
		lost: () => lost,
	};
	const cancel = punctual(watched, 10_000, () => rang.push(clock.now()), isUnheard);
	/** The process is busy, and the clock finds out. */
	const block = (milliseconds: number) => {
		clock.block(milliseconds);
		lost += milliseconds;
	};
	return { clock, rang, cancel, block };
}

test('an alarm goes off when it is due, and not before', async () => {
	const { clock, rang } = start();
	await clock.pass(9_999);
	expect(rang).toEqual([]);
	await clock.pass(1);
	expect(rang).toEqual([10_000]);
	expect(clock.pending).toBe(0);
});

test.each([
	['was due while the process was busy', 5_000, 6_000],
	['was due just before the end of that', 9_000, 1_010],
	['was due just after the end of that', 9_000, 999],
	['is busy again and again', 9_900, 3_000],
])(
	'an alarm that %s gives the event loop some turns, in which it can be called off',
	async (_when, after, length) => {
		const { clock, rang, cancel } = start();
		await clock.pass(after);
		clock.block(length);
		await clock.pass(30);
		clock.block(length);
		// In two turns at least, what was waiting is read.
		await clock.pass(75);
		expect(rang).toEqual([]);
		cancel();
		expect(clock.pending).toBe(0);
	},
);

test('an alarm goes off a moment after the process was busy', async () => {
	const { clock, rang } = start();
	await clock.pass(10);
	clock.block(12_000);
	await clock.pass(200);
	expect(rang).toHaveLength(1);
});

test('a process that is always busy has alarms all the same', async () => {
	const { clock, rang } = start();
	for (let turn = 0; turn < 100 && rang.length === 0; turn++) {
		clock.block(300);
		await clock.pass(40);
	}
	expect(rang[0]).toBeLessThan(20_000);
});

describe('As long as the other side may not have been asked', () => {
	test('the time in which the process was busy does not count', async () => {
		const { clock, rang, block } = start(() => true);
		block(4_000);
		await clock.pass(9_000);
		expect(rang).toEqual([]);
		await clock.pass(1_100);
		expect(rang).toHaveLength(1);
	});

	test('as long again is the most that is given', async () => {
		const { clock, rang, block } = start(() => true);
		block(60_000);
		await clock.pass(200);
		expect(rang).toHaveLength(1);
	});

	test('and no longer: then what it was asked for is waited for as always', async () => {
		let isUnheard = true;
		const { clock, rang, block } = start(() => isUnheard);
		block(4_000);
		isUnheard = false;
		await clock.pass(6_000);
		expect(rang).toHaveLength(1);
	});
});
