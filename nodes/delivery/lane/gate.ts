import type { Permit } from './queue';

/**
 * What a lane asks, beside its limiter, before it lets a request go: a circuit breaker for something that is no
 * limit. What came of a request is reported to the gate itself (`learnTrouble.ts`, `learnRefusal.ts`) before the permit
 * is told: the lane asks the gate again after every `admitted`, `refused`, `crowded` and `ended` of a permit.
 *
 * Pure: the time comes in and a delay goes out, all in milliseconds; no timers.
 */
export interface Gate {
	/** Whether only probes may go: the lane then prefers requests that were never sent. */
	readonly isOpen: boolean;
	/** Milliseconds until the next request may go, 0 or at least 1; infinite: when something happens. */
	delay(now: number): number;
	/** A request goes out; its permit names it. */
	sent(permit: Permit, now: number): void;
	/** Nothing more comes of the request; called once for each, and last. */
	ended(permit: Permit, now: number): void;
}
