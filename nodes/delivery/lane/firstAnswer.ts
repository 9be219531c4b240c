import type { Sign } from '../../api/adaptation';
import type { Clock } from '../clock';
import type { Stop } from '../stop';

/** Longest time that other requests wait for the first answers of a lane, in milliseconds. */
const usualWait = 10_000;
/** After so many answers nobody waits any more, whatever they show. */
const enough = 2;

/**
 * Lets the first requests of a lane go one by one, until an answer shows how they should go: whether streams tell their
 * usage, and on which of two routes a model is. Else all requests that are sent at the beginning might be answered without
 * usage, or refused.
 */
export class FirstAnswer {
	private isShown = false;
	private isUnderWay = false;
	private answers = 0;
	private readonly waiting = new Set<() => void>();
	private endAlarm: (() => void) | undefined;

	/** @param longestWait for others, in milliseconds */
	constructor(private readonly longestWait = usualWait) {}

	/** Waits until a request may go. Returns whether others wait for its answer, which is to be told then. */
	async mayGo(clock: Clock, stop: Stop): Promise<boolean> {
		while (!this.isShown && this.isUnderWay && !stop.isStopped) await this.waitForTurn(stop);
		if (this.isShown || stop.isStopped) {
			this.endAlarmIfIdle();
			return false;
		}
		this.isUnderWay = true;
		this.endAlarm ??= clock.after(this.longestWait, () => this.show());
		return true;
	}

	/** The answer to such a request is over. */
	answered(signs: readonly Sign[]): void {
		this.isUnderWay = false;
		this.answers++;
		const isInDoubt = signs.some(({ says }) => says === 'needed') && this.answers < enough;
		if (!isInDoubt) return this.show();
		this.endAlarmIfIdle();
		this.wake();
	}

	/** The lane outlives its runs, but no alarm may: where nobody waits it has nothing to end. */
	private endAlarmIfIdle(): void {
		if (this.isUnderWay || this.waiting.size > 0) return;
		this.endAlarm?.();
		this.endAlarm = undefined;
	}

	/** Nobody waits any more: an answer has shown enough, or the lane refuses for another reason. */
	show(): void {
		this.isShown = true;
		this.endAlarm?.();
		this.wake();
	}

	private async waitForTurn(stop: Stop): Promise<void> {
		await new Promise<void>((resolve) => {
			const go = () => {
				endListening();
				this.waiting.delete(go);
				resolve();
			};
			const endListening = stop.listen(go);
			this.waiting.add(go);
		});
	}

	private wake(): void {
		for (const go of [...this.waiting]) go();
	}
}
