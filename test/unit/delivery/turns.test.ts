import { atOnce, sliceLength, type InSlices } from '../../../nodes/api/slices';
import { inTurns, Turns } from '../../../nodes/delivery/turns';
import { settle } from '../../support/virtual';

/** Turns that come when they are told to. */
function turnsByHand(most: number) {
	const pending: Array<() => void> = [];
	const turns = new Turns(() => new Promise((resolve) => pending.push(resolve)), most);
	const turn = async () => {
		pending.splice(0).forEach((resolve) => resolve());
		await settle();
	};
	return { turns, turn, pending };
}

test('what fits into a turn is done at once, and the rest in the next ones, in order', async () => {
	const { turns, turn } = turnsByHand(100);
	const done: number[] = [];
	const begin = (name: number, work: number) => {
		const wait = turns.room(work);
		if (wait === undefined) done.push(name);
		else void wait.then(() => done.push(name));
	};
	[60, 60, 60, 60, 10, 200, 1].forEach((work, name) => begin(name, work));
	expect(done).toEqual([0, 1]);
	await settle();
	expect(done).toEqual([0, 1]);
	await turn();
	expect(done).toEqual([0, 1, 2, 3]);
	// Whoever comes later waits behind.
	begin(7, 1);
	await turn();
	expect(done).toEqual([0, 1, 2, 3, 4, 5]);
	await turn();
	expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('when nobody waits any more, no turn is asked for', async () => {
	const { turns, turn, pending } = turnsByHand(100);
	turns.room(100);
	void turns.room(1);
	expect(pending).toHaveLength(1);
	await turn();
	expect(pending).toHaveLength(0);
	expect(turns.room(50)).toBeUndefined();
	expect(pending).toHaveLength(0);
});

test('what was done before the event loop has turned by itself does not count', () => {
	const { turns, pending } = turnsByHand(100);
	for (let count = 0; count < 10; count++) {
		expect(turns.room(100)).toBeUndefined();
		turns.turned();
	}
	expect(pending).toHaveLength(0);
	turns.room(100);
	void turns.room(1);
	// Whoever waits already has the next turn.
	turns.turned();
	expect(turns.room(1)).toBeDefined();
});

test('work in slices has a turn between them, and several works go on side by side', async () => {
	const { turns, turn } = turnsByHand(sliceLength);
	const steps: string[] = [];
	function* work(name: string): InSlices<string> {
		for (let slice = 0; slice < 3; slice++) {
			steps.push(name);
			yield;
		}
		return name;
	}
	const clock = { room: (amount: number) => turns.room(amount) };
	const both = Promise.all([inTurns(clock, work('a')), inTurns(clock, work('b'))]);
	for (let count = 1; count <= 6; count++) {
		await settle();
		expect(steps).toHaveLength(count);
		await turn();
	}
	await turn();
	await turn();
	expect(await both).toEqual(['a', 'b']);
	expect(steps.join('')).toBe('ababab');
});

test('without a clock that shares the processor the work is done as it is', async () => {
	function* work(): InSlices<number> {
		yield;
		return 1;
	}
	expect(await inTurns({}, work())).toBe(1);
	expect(atOnce(work())).toBe(1);
});
