import type { Failure } from '../../api/failure';
import type { MaxWait } from '../maxWait';
import type { Refusing } from './laneState';
import { limitEnd } from './limitEnd';
import { nextModelEnd } from './nextModelEnd';
import { outageEnd, type TroubleFacts } from './trouble/outageEnd';
import type { Holds } from './queue';

/** What the end of a wait depends on. Instants are on the clock, in milliseconds. */
export interface WaitFacts {
	now: number;
	/** When the request first asked for its turn. */
	since: number;
	/** What it was refused with last, if it was. */
	refusal?: Failure;
	/** How long its run waits. */
	maxWait: Pick<MaxWait, 'longest' | 'unstated'> & Partial<Pick<MaxWait, 'hasAnswer'>>;
	/** Whether and since when the gateway is down. */
	trouble?: TroubleFacts;
	/** Since when the lane has refused, without one success; undefined: it does not. */
	refusing?: Refusing;
	/** When the last request that was admitted had ended. */
	admittedAt?: number | undefined;
	/** The last refusal of the lane, with the gateway's words. */
	words?: Failure;
	/** What keeps the requests of the lane back, and what is under way. */
	holds: Holds;
	/** Whether another model is asked when the wait ends. */
	hasNext?: boolean;
	/** Whether the run itself lets a request of it go: it has room, and tokens. */
	hasRoom: boolean;
}

/** When a wait ends, and how. */
export interface WaitEnd {
	/** The earliest instant, as things stand: ask again then. The wait is over if it is now. */
	at: number;
	/** What the request ends with. */
	why(): Failure;
	/** Whether the waits of all requests of the run on this lane end with it. */
	isOfAll: boolean;
}

/** Tells when the wait of a request for its lane ends, and with which failure: the first that ends counts. Pure. */
export function waitEnd(facts: WaitFacts): WaitEnd {
	const usual = usualEnd(facts);
	if (!facts.hasNext) return usual;
	const beforeNext = nextModelEnd(facts);
	return beforeNext.at < usual.at ? beforeNext : usual;
}

function usualEnd(facts: WaitFacts): WaitEnd {
	const ofOutage = outageEnd(facts);
	// A gateway that is down says nothing of its limits.
	if (facts.trouble?.isOpen) return ofOutage;
	const ofLimit = limitEnd(facts);
	return ofOutage.at < ofLimit.at ? ofOutage : ofLimit;
}
