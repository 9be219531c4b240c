import type { RequestSummary } from '../api/call';
import type { Clock } from './clock';

/** Counts what is spent on one unit, attempt by attempt. */
export class Tally {
	private sent = 0;
	private attempts = 0;
	private refused = 0;
	private host: string | null = null;
	private first: number | undefined;
	private last = 0;

	constructor(private readonly clock: Clock) {}

	/** A call begins. */
	call(): void {
		this.sent++;
		this.first ??= this.clock.now();
	}

	/** A request goes on the wire. */
	attempt(): void {
		this.attempts++;
	}

	/** An answer is read, or there is none. */
	end(status: number | null, host: string): void {
		this.last = this.clock.now();
		if (status === null) return;
		this.host = host;
		if (status === 429) this.refused++;
	}

	summary(): RequestSummary {
		const { sent, attempts, refused, host } = this;
		const duration_ms = this.first === undefined ? 0 : Math.round(this.last - this.first);
		return { sent, attempts, refused, duration_ms, host };
	}
}
