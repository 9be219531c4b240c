import type { Call } from '../api/call';
import type { Reading } from '../api/readers/reader';
import type { RetryAndTimeouts } from '../api/limits';
import type { Verdicts } from './verdicts';
import type { Capacity } from './capacity';
import type { Clock } from './clock';
import type { Form } from './form';
import type { HeldAnswer } from './heldBytes';
import type { Admission } from './lane/admission';
import type { LaneState } from './lane/laneState';
import type { RequestSize } from './lane/oversize';
import type { Queue, Permit } from './lane/queue';
import type { MaxWait } from './maxWait';
import type { WhileWaiting } from './pool';
import type { RunUnits } from './runUnits';
import type { Stop } from './stop';
import type { Tally } from './tally';
import type { Answer, Transport } from './transport';

/** What sending needs; one set for a whole run. */
export interface RunServices {
	transport: Transport;
	clock: Clock;
	stop: Stop;
	capacity: Capacity;
	verdicts: Verdicts;
	admission: Admission;
	/** Whether anyone asks what requests were charged for. */
	hasPrices: boolean;
	/** Which units of the run were refused. */
	units: RunUnits;
	/** How long the run waits for limits. */
	maxWait: MaxWait;
	/** Random numbers from 0 to 1. */
	random(): number;
	/** Told what the user should know about the run; the same sentence may come often. */
	hint(sentence: string): void;
}

/** What the calls of one unit share. */
export interface UnitServices {
	retryAndTimeouts: RetryAndTimeouts;
	tally: Tally;
	/** Lets another unit be begun while this one only waits. */
	yieldSlot: WhileWaiting;
	/** What its answers take until they are items; absent: nobody waits for that. */
	kept: HeldAnswer | undefined;
}

/** A call on its way, with everything that belongs to it alone. */
export interface PendingCall<T> extends UnitServices {
	call: Call<T>;
	/** What is known of the call's lane. */
	state: LaneState;
	/** The run's place in the lane. */
	queue: Queue;
	/** Its size, with what it holds of the budget; the same object for every attempt. */
	size: RequestSize;
	form: Form;
	/** Since when it waits, or is refused, on the clock. */
	since?: number;
	/** Whether its last attempt may have been done, and charged, without an answer. */
	mayHaveBeenCharged?: boolean;
}

/** A request of a call that is under way, with all whom it concerns. */
export interface SentRequest {
	pending: PendingCall<unknown>;
	services: RunServices;
	permit: Permit;
	/** The address of the gateway that it went to. */
	address: string;
	/** When it went out, on the clock. */
	sentAt: number;
}

/** A request that is over. */
export interface EndedRequest extends SentRequest {
	reading: Reading<unknown>;
	/** Undefined: no headers came. */
	answer: Answer | undefined;
}

/** Whether what becomes of a call says nothing of the gateway's limits and of the key: files may come from elsewhere. */
export function isApart({ standsAlone, request }: Call<unknown>): boolean {
	return standsAlone === true || request.url !== undefined;
}

/**
 * What an answer shows of how later requests should go.
 *
 * @param sent body of the request as it went out
 */
export function signsOf<T>({ watch }: Call<T>, reading: Reading<T>, sent = {}) {
	return watch?.(reading, sent) ?? [];
}
