import type { Sign } from '../../../api/adaptation';
import { startBelieving, enoughAnswers, isBelieved, nothingKnown, type Belief } from './belief';

/**
 * Refusals in a row, each cured by it, after which a lane is taken to need it although the original has passed
 * there.
 */
const enoughRefusals = 3;
/**
 * Requests, and time in milliseconds, after which one of them tries the original again. Both double with
 * every try in vain: at a gateway that never takes it, 3,000 requests try it seven times, for nothing each.
 */
const firstProbe = { requests: 20, time: 600_000 };
const mostDoublings = 6;
/** Refusals in a row of another path, each of which passed on the first one, after which that is taken again. */
const enoughWaysBack = 2;
/** Adaptations that are remembered for a lane; some are for one schema each, so they may be many. */
const most = 200;

/**
 * Which adaptations a lane needs, as far as refusals and answers tell. A gateway may send each request through
 * another channel, so nothing is believed for ever: now and then a request tries the original again.
 */
export class Learned {
	private readonly beliefs = new Map<string, Belief>();

	/** @param isAnnounced whether the gateway has said that the lane needs an adaptation */
	constructor(private readonly isAnnounced: (name: string) => boolean = () => false) {}

	/**
	 * Whether requests begin with the adaptation: the lane needs it, or it is on trial where the original has
	 * never passed, so that not everyone is refused meanwhile.
	 */
	has(name: string): boolean {
		const belief = this.beliefs.get(name);
		if (belief === undefined) return this.isAnnounced(name);
		const isOnTrial = belief.trials > 0 && !belief.hasPassed;
		return isBelieved(belief) || isOnTrial || this.isOnlyAnnounced(name);
	}

	/** Whether nothing but an announcement calls for the adaptation: no request has shown that it is needed, or that it is not. */
	isOnlyAnnounced(name: string): boolean {
		const belief = this.beliefs.get(name);
		const isShown =
			belief !== undefined && (belief.isForRefusals || belief.hasPassed || belief.isRefuted);
		return !isShown && this.isAnnounced(name);
	}

	/** A request was refused for the adaptation. */
	refuted(name: string): void {
		this.of(name).isRefuted = true;
	}

	/** A request that was refused without the adaptation goes out with it. Every trial must be ended. */
	beginTrial(name: string): void {
		this.of(name).trials++;
	}

	endTrial(name: string): void {
		const belief = this.of(name);
		belief.trials = Math.max(0, belief.trials - 1);
	}

	/** A request goes out with the adaptation, as the lane is known to need it. */
	used(name: string): void {
		this.of(name).uses++;
	}

	/**
	 * Whether the next request should try to do without the adaptation.
	 *
	 * @param isRepeatable whether the request can go again when its answer turns out to be no good
	 */
	isDue(name: string, isRepeatable: boolean, now: number): boolean {
		const belief = this.beliefs.get(name);
		if (!belief || belief.isBeingTried || !isBelieved(belief)) return false;
		const { isForRefusals, uses, triedAt, triesInVain } = belief;
		if (!isForRefusals && !isRepeatable) return false;
		const factor = 2 ** Math.min(mostDoublings, triesInVain);
		// Where only answers can tell, a try in vain has a price: a broken answer, or one without usage.
		const isEnough = isForRefusals && uses >= firstProbe.requests * factor;
		return isEnough || now - triedAt >= firstProbe.time * factor;
	}

	/** A request tries to do without. */
	beginTry(name: string): void {
		this.of(name).isBeingTried = true;
	}

	/** The try is over; `inVain` when it showed that the adaptation is still needed. */
	endTry(name: string, inVain: boolean, now: number): void {
		const belief = this.of(name);
		belief.isBeingTried = false;
		if (!inVain) return;
		belief.uses = 0;
		belief.triedAt = now;
		belief.triesInVain++;
	}

	/** A request that was refused without the adaptation has passed with it. */
	cured(name: string, now: number): void {
		const belief = this.of(name);
		belief.cures++;
		if (belief.isForRefusals || belief.cures < (belief.hasPassed ? enoughRefusals : 1)) return;
		belief.isForRefusals = true;
		startBelieving(belief, now);
	}

	/** A request has passed that the adaptation would have changed. */
	passedWithout(name: string): void {
		const belief = this.of(name);
		belief.hasPassed = true;
		belief.cures = 0;
		belief.isForRefusals = false;
	}

	/**
	 * A request was refused for the adaptation and has passed without: it is no longer believed, whatever it came
	 * from.
	 *
	 * @param isPath whether it is another path: once that has answered, one refusal may be an accident
	 */
	unlearn(name: string, isPath = false): void {
		const belief = this.of(name);
		if (isPath && ++belief.takenBack < enoughWaysBack) return;
		belief.isForRefusals = false;
		belief.cures = 0;
		for (const shown of belief.answers.values()) shown.isOver = true;
	}

	/** A request has passed on another path. */
	held(name: string, now: number): void {
		const belief = this.of(name);
		belief.takenBack = 0;
		if (!this.isOnlyAnnounced(name)) return;
		belief.isForRefusals = true;
		startBelieving(belief, now);
	}

	/** An answer showed something. */
	note({ adaptation, about, says }: Sign, now: number): void {
		const belief = this.of(adaptation);
		const shown = belief.answers.get(about) ?? { needed: 0, isOver: false, hasHelped: false };
		belief.answers.set(about, shown);
		if (says === 'helped') shown.hasHelped = true;
		else if (says === 'needed') shown.needed++;
		else if (says === 'needless' || !shown.hasHelped) shown.isOver = true;
		if (says === 'needed' && shown.needed === enoughAnswers) startBelieving(belief, now);
	}

	private of(name: string): Belief {
		const belief = this.beliefs.get(name) ?? nothingKnown();
		// What was asked for last is kept longest.
		this.beliefs.delete(name);
		this.beliefs.set(name, belief);
		const [oldest] = this.beliefs.keys();
		if (this.beliefs.size > most && oldest !== undefined) this.beliefs.delete(oldest);
		return belief;
	}
}
