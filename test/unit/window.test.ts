import { Window } from '../../nodes/delivery/lane/window';

/** Fills the window and has its highest request admitted. */
function admitWhileFull(window: Window, now: number): void {
	window.inFlight = window.limit;
	window.isFull(now);
	window.admitted(window.limit, 0, now);
}

test('a full window grows by two with an admission until it was cut, and by one afterwards', () => {
	const window = new Window();
	expect(window.limit).toBe(16);
	admitWhileFull(window, 0);
	expect(window.limit).toBe(18);
	window.blame(18, 0);
	expect(window.limit).toBe(17);
	admitWhileFull(window, 1_000);
	expect(window.limit).toBe(17);
	admitWhileFull(window, 2_000);
	expect(window.limit).toBe(18);
});

test('the pause in growing doubles with every cut', () => {
	const window = new Window();
	window.halve(16, 0);
	window.halve(8, 10_000);
	admitWhileFull(window, 13_000);
	expect(window.limit).toBe(4);
	admitWhileFull(window, 14_000);
	expect(window.limit).toBe(5);
});
