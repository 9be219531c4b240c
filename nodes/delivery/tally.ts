import type { RequestSummary } from '../api/output';
import type { Charge } from '../api/prices/charge';
import { tokensOf, type Tokens } from '../api/usage/usage';
import type { Clock } from './clock';

/** The summary of an item for which nothing was sent. */
export const nothingSpent: RequestSummary = {
	sent: 0,
	attempts: 0,
	refused: 0,
	duration_ms: 0,
	host: null,
};

/** Counts what is spent on one unit, attempt by attempt. */
export class Tally {
	private sent = 0;
	private attempts = 0;
	private refused = 0;
	private host: string | null = null;
	private first: number | undefined;
	private last = 0;
	private shared = false;
	private api: RequestSummary['api'];
	private fallbacks: RequestSummary['fallbacks'];
	/** What its requests may have been charged for, those that failed included. */
	readonly charges: Charge[] = [];

	constructor(
		private readonly clock: Clock,
		private readonly run: RunTally,
	) {}

	/** A call begins. */
	call(): void {
		this.sent++;
		this.run.calls++;
		this.first ??= this.clock.now();
	}

	/** A request goes on the wire; `again` when it was sent before. */
	attempt(again: boolean): void {
		this.attempts++;
		if (again) this.run.retried++;
		else this.run.requests++;
	}

	/** The headers of an answer are in. */
	answer(host: string): void {
		this.host = host;
	}

	/** A call has its value, from this route. */
	answerFrom(api: RequestSummary['api']): void {
		this.api = api;
	}

	/** A call has its value in place of one to other models, which could not answer. */
	answerInsteadOf(models: RequestSummary['fallbacks']): void {
		if (this.fallbacks === undefined) this.run.fellBack++;
		this.fallbacks = models;
	}

	/** An attempt may have been charged. */
	charge(charge: Charge | undefined): void {
		if (charge !== undefined) this.charges.push(charge);
	}

	/** An attempt was turned away for a rate limit, whatever the status. */
	refuse(): void {
		this.refused++;
		this.run.refused++;
	}

	/** A call has its value, or none. */
	end(usage?: unknown): void {
		this.last = this.clock.now();
		this.run.use(usage);
	}

	/** The answer was there already: nothing was sent for it. */
	share(): void {
		this.shared = true;
		this.run.shared++;
	}

	summary(): RequestSummary {
		const { sent, attempts, refused, host, api, shared, fallbacks } = this;
		const duration_ms = this.first === undefined ? 0 : Math.round(this.last - this.first);
		const spent = { sent, attempts, refused, duration_ms, host };
		return {
			...spent,
			...(api ? { api } : {}),
			...(shared ? { shared } : {}),
			...(fallbacks ? { fallbacks } : {}),
		};
	}
}

/** Counts what is spent in a run. */
export class RunTally {
	/** Calls that were begun; what one waits for may end it before anything is sent. */
	calls = 0;
	/** Calls of which a request went out. */
	requests = 0;
	/** Requests that went out beyond the first of their call. */
	retried = 0;
	/** Attempts that the gateway turned away for its rate limit. */
	refused = 0;
	/** Answers that another item, or an earlier try of the run, had bought. */
	shared = 0;
	/** Units that a fallback model answered, or a part of them. */
	fellBack = 0;
	tokens: Tokens = { input: 0, output: 0 };

	use(usage: unknown): void {
		const used = tokensOf(usage);
		if (!used) return;
		this.tokens = {
			input: this.tokens.input + used.input,
			output: this.tokens.output + used.output,
		};
	}
}
