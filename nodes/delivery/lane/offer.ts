import type { Allowance } from '../../api/allowances';

/** How long headers that did not tell the truth are ignored, in milliseconds. */
const distrust = 600_000;
/** Share of the limit by which headers may be out. */
const tolerance = 0.05;
/** With more than this share of the limit left, nothing may be refused. */
const plenty = 0.2;
/** How long what was heard is compared with what is heard next, in milliseconds. */
const comparison = 10_000;

interface Heard extends Allowance {
	/** When the request was sent, and everything that had been sent by then. */
	at: number;
	total: number;
}

/**
 * What `x-ratelimit-*` headers offer, for as long as they add up. On a gateway they may be those of one
 * of many upstream keys: then what remains jumps, or does not shrink by what was sent.
 */
export class Offer {
	private heard: Heard | undefined;
	/** Whether what remains was ever seen to change; if not, it is no counter. */
	private isCounting = false;
	private plentyLeft = false;
	private deafUntil = -Infinity;

	/**
	 * Amount per second that would use up what remains just when it is refilled; undefined when the
	 * headers cannot be relied on, or are too old by now to be of use.
	 *
	 * @param told what the answer to a request says
	 * @param sent when that request was sent, and everything that had been sent by then
	 * @param rate what is admitted per second
	 */
	hear(
		told: Allowance,
		sent: { at: number; total: number },
		rate: number,
		now: number,
	): number | undefined {
		if (now < this.deafUntil) return undefined;
		const before = this.heard;
		if (before && sent.at <= before.at) return undefined;
		if (before && !addsUp(before, told, sent)) return this.ignore(now);
		if (!before || sent.at - before.at > Math.min(comparison, before.reset)) {
			this.heard = { ...told, ...sent };
		}
		this.isCounting ||= before !== undefined && told.remaining !== before.remaining;
		this.plentyLeft = told.remaining > plenty * told.limit;
		const age = now - sent.at;
		const isStale = told.reset <= 2 * age || told.limit <= (10 * rate * age) / 1_000;
		return isStale || !this.isCounting
			? undefined
			: (1_000 * Math.max(0.5, told.remaining)) / told.reset;
	}

	/** The gateway refused: it was a lie that plenty remained. */
	refused(now: number): void {
		if (this.plentyLeft) this.ignore(now);
	}

	private ignore(now: number): undefined {
		this.deafUntil = now + distrust;
		this.heard = undefined;
		this.isCounting = false;
		this.plentyLeft = false;
	}
}

function addsUp(before: Heard, after: Allowance, sent: { at: number; total: number }): boolean {
	const elapsed = sent.at - before.at;
	if (elapsed >= before.reset) return true;
	const refilled = ((before.limit - before.remaining) * elapsed) / before.reset;
	const most = before.remaining + refilled - (sent.total - before.total);
	return after.limit === before.limit && after.remaining <= most + tolerance * before.limit + 3;
}
