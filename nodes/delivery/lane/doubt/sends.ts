import type { RequestSize } from '../oversize';
import type { Permit } from '../queue';
import type { Levelled } from './crowding';

/**
 * On a lane that has admitted nothing yet, no more than so many are in flight, until so long after the first, in
 * milliseconds.
 */
const mostAtFirst = 32;
const longestAtFirst = 1_500;

/** A request that is under way. */
export interface Sent extends Levelled {
	at: number;
	size?: RequestSize;
	/** When the status line of a good answer came; the answer may still turn out to be a refusal. */
	answeringSince?: number;
	wasAdmitted?: boolean;
}

/** The requests of a lane that are under way. */
export class Sends {
	private readonly byPermit = new Map<Permit, Sent>();
	private seq = 0;
	private firstAt: number | undefined;

	get inFlight(): number {
		return this.byPermit.size;
	}

	get all(): Iterable<Sent> {
		return this.byPermit.values();
	}

	get(permit: Permit): Sent | undefined {
		return this.byPermit.get(permit);
	}

	add(permit: Permit, now: number): void {
		this.firstAt ??= now;
		this.byPermit.set(permit, { at: now, seq: ++this.seq, level: this.inFlight + 1 });
	}

	delete(permit: Permit): boolean {
		return this.byPermit.delete(permit);
	}

	/**
	 * A request was refused. It took no room at the gateway, so those sent after it were at a lower level.
	 *
	 * @param admitted requests that were answered sooner than what was sent before them was refused
	 */
	refused(permit: Permit, admitted: readonly Levelled[]): Sent | undefined {
		const refused = this.byPermit.get(permit);
		if (!refused) return undefined;
		const others = new Set<Levelled>([...this.byPermit.values(), ...admitted]);
		for (const sent of others) if (sent.seq > refused.seq) sent.level--;
		return refused;
	}

	/** Whether another request, sent after `since`, is under way for longer than `patience`. */
	hasSilent(but: Permit, since: number, patience: number, now: number): boolean {
		for (const [permit, { at }] of this.byPermit)
			if (permit !== but && at > since && now - at > patience) return true;
		return false;
	}

	/** Milliseconds until more than the first may go out: an account may be empty from the start, and refusals slow. */
	waitForFirst(now: number): number {
		if (this.firstAt === undefined || this.inFlight < mostAtFirst) return 0;
		return Math.max(0, Math.ceil(this.firstAt + longestAtFirst - now));
	}
}
