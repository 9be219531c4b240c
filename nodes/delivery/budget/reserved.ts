import type { Request } from '../../api/call';
import type { Failure } from '../../api/failure';
import type { Spent } from './spent';

/** What a call holds of the budgets of its run. */
export interface Reserved {
	/** Whether it could be taken now. */
	readonly fits: boolean;
	/** Looks how much a request may need, as it would go out now; before it waits for its turn. */
	measure(request: Request): void;
	/** Why the request is not to be sent, if it will never fit. */
	refusal(before?: Failure): Failure | undefined;
	/** It has its turn. */
	take(): void;
	/** Whether what is held covers the request as it really goes out. */
	covers(request: Request): boolean;
	/** The attempt is over. Returns whether anything was held for it. */
	settle(spent: Spent): boolean;
}

/** Several as one: a request goes only where it fits into each budget. */
export function together(all: readonly Reserved[]): Reserved | undefined {
	const [first, ...others] = all;
	if (first === undefined || others.length === 0) return first;
	return {
		get fits() {
			return all.every(({ fits }) => fits);
		},
		measure: (request) => all.forEach((one) => one.measure(request)),
		refusal(before) {
			for (const one of all) {
				const why = one.refusal(before);
				if (why !== undefined) return why;
			}
			return undefined;
		},
		take: () => all.forEach((one) => one.take()),
		// Each is asked: one that does not cover it gives back what it holds when the attempt is settled.
		covers: (request) => all.map((one) => one.covers(request)).every(Boolean),
		settle: (spent) => all.map((one) => one.settle(spent)).some(Boolean),
	};
}
