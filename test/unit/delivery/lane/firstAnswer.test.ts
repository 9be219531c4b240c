import type { Sign } from '../../../../nodes/api/adaptation';
import { FirstAnswer } from '../../../../nodes/delivery/lane/firstAnswer';
import { Stop } from '../../../../nodes/delivery/stop';
import { settle, VirtualClock } from '../../../support/virtual';

const sign = (says: Sign['says']): Sign[] => [{ adaptation: 'noStream', about: 'usage', says }];

/** Lets so many requests ask whether they may go; `gone` has what each was told, in order. */
function setUp(count: number) {
	const clock = new VirtualClock();
	const stop = new Stop();
	const first = new FirstAnswer();
	const gone: boolean[] = [];
	for (let request = 0; request < count; request++) {
		void first.mayGo(clock, stop).then((isFirst) => gone.push(isFirst));
	}
	return { clock, stop, first, gone };
}

test('one request goes first, and all others when its answer tells its usage', async () => {
	const { clock, first, gone } = setUp(5);
	await settle();
	expect(gone).toEqual([true]);
	first.answered(sign('needless'));
	await settle();
	expect(gone).toEqual([true, false, false, false, false]);
	expect(clock.pending).toBe(0);
});

test('an answer without usage lets one more go, and two are enough', async () => {
	const { first, gone } = setUp(5);
	await settle();
	first.answered(sign('needed'));
	await settle();
	expect(gone).toEqual([true, true]);
	first.answered(sign('needed'));
	await settle();
	expect(gone).toHaveLength(5);
});

test('nobody waits longer than ten seconds', async () => {
	const { clock, gone } = setUp(5);
	await clock.pass(9_999);
	expect(gone).toEqual([true]);
	await clock.pass(1);
	expect(gone).toHaveLength(5);
});

test('an answer without usage for which nobody waits leaves no alarm behind', async () => {
	const alone = setUp(1);
	await settle();
	alone.first.answered(sign('needed'));
	expect(alone.clock.pending).toBe(0);
	const stopped = setUp(2);
	await settle();
	stopped.first.answered(sign('needed'));
	stopped.stop.now();
	await settle();
	expect(stopped.clock.pending).toBe(0);
});

test('ten seconds are those of the requests that wait, and not of earlier ones', async () => {
	const { clock, stop, first } = setUp(1);
	await settle();
	first.answered(sign('needed'));
	await clock.pass(60_000);
	const gone: boolean[] = [];
	for (let request = 0; request < 2; request++)
		void first.mayGo(clock, stop).then((isFirst) => gone.push(isFirst));
	await clock.pass(9_999);
	expect(gone).toEqual([true]);
	await clock.pass(1);
	expect(gone).toEqual([true, false]);
});

test('a refusal for a limit ends the wait, and so does the end of the run', async () => {
	const limited = setUp(3);
	await settle();
	limited.first.show();
	await settle();
	expect(limited.gone).toHaveLength(3);
	const stopped = setUp(3);
	await settle();
	stopped.stop.now();
	await settle();
	expect(stopped.gone).toEqual([true, false, false]);
});
