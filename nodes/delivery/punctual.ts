import type { Clock } from './clock';

/** Time between two looks whether an alarm is due, in milliseconds: the event loop has turns in it. */
const betweenLooks = 40;
/** Looks in a row that must come on time before an alarm counts. */
const enough = 3;
/** A look later than this, in milliseconds, shows that the process was busy; n8n's clock itself ticks every 25. */
const lateness = 100;
/** Looks after which an alarm counts all the same: a process that is always busy has time-outs too. */
const mostLooks = 25;

/**
 * Calls `action` after so many milliseconds, unless the returned function is called first. Where the process was
 * busy, what has arrived meanwhile is not read yet: the event loop first gets some turns to read it, which may call
 * the alarm off.
 *
 * @param givesBackLostTime whether the request may not have gone out yet: the time in which the process was busy then
 *   does not count, up to as long again
 */
export function punctual(
	clock: Clock,
	milliseconds: number,
	action: () => void,
	givesBackLostTime: () => boolean = () => false,
): () => void {
	const begun = clock.now();
	const lostBefore = clock.lost?.() ?? 0;
	let inTime = 0;
	let looks = 0;
	let cancel = () => {};

	const givenBack = () =>
		givesBackLostTime() ? Math.min(milliseconds, (clock.lost?.() ?? 0) - lostBefore) : 0;
	const look = (planned: number): void => {
		const now = clock.now();
		inTime = now - planned > lateness ? 0 : inTime + 1;
		const left = begun + milliseconds + givenBack() - now;
		// Less than the clock can tell is nothing.
		if (left >= 1) wait(Math.max(betweenLooks, left - (enough - 1) * betweenLooks));
		else if (inTime >= enough || ++looks >= mostLooks) action();
		else wait(betweenLooks);
	};
	const wait = (pause: number): void => {
		const planned = clock.now() + pause;
		cancel = clock.after(pause, () => look(planned));
	};
	wait(Math.max(0, milliseconds - (enough - 1) * betweenLooks));
	return () => cancel();
}
