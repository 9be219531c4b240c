import type { LimitHints } from '../../nodes/api/rateLimit/limitHints';
import { Limiter } from '../../nodes/delivery/lane/limiter/limiter';
import type { Send } from '../../nodes/delivery/lane/limiter/send';

/** A gateway for a limiter: times in milliseconds. */
interface Gateway {
	/** Whether it refuses a request, as it arrives. */
	refuses?: (send: Send, now: number) => boolean;
	hints?: LimitHints;
	/** From sending to the end of an answer; its status line comes with the end. */
	answer?: number;
	/** From sending to a refusal. */
	refusal?: number;
	/** Requests that the user lets be in flight. */
	cap?: number;
	tokens?: number;
}

/** A limiter with a hand on its clock, in milliseconds. */
export class LimiterTrial {
	now = 0;
	readonly limiter = new Limiter(0);
	private events: Array<{ at: number; act: () => void }> = [];
	private inFlight = 0;

	get delay(): number {
		return this.limiter.delay(this.now);
	}

	/** Sends as soon as it may. */
	send(tokens = 0): Send {
		for (let { delay } = this; delay > 0; delay = this.delay) {
			if (delay === Infinity) throw new Error('The window is full');
			this.now += delay;
		}
		return this.limiter.send(tokens, this.now);
	}

	/** Sends so many without a pause. */
	sendAtOnce(count: number): Send[] {
		return Array.from({ length: count }, () => this.limiter.send(0, this.now));
	}

	admit(...sends: Send[]): void {
		for (const send of sends) this.limiter.admitted(send, this.now);
	}

	refuse(send: Send, hints: LimitHints = {}, chance = 0): LimitHints {
		const forOthers = this.limiter.refused(send, hints, chance, this.now);
		this.limiter.ended(send, undefined, this.now);
		return forOthers;
	}

	end(send: Send, used?: number): void {
		this.limiter.ended(send, used, this.now);
	}

	/** Sends, is admitted after 100 ms and ends. */
	round(tokens = 0): void {
		const send = this.send(tokens);
		this.now += 100;
		this.admit(send);
		this.end(send);
	}

	/** Has a limit found by the test of three, at what was admitted; the breaker is open then. */
	meetLimit(hints: LimitHints = {}, tokens = 0): void {
		this.refuse(this.send(tokens), hints);
		for (const send of [this.send(tokens), this.send(tokens)]) this.refuse(send, hints);
		if (!this.limiter.isOpen) throw new Error('The limit was not believed');
	}

	/** Milliseconds from one send to the next, mean of twenty that are admitted. */
	spacing(tokens = 0): number {
		const begin = this.now;
		for (let count = 0; count < 20; count++) {
			const send = this.send(tokens);
			this.admit(send);
			this.end(send);
		}
		return (this.now - begin) / 20;
	}

	/** Sends all that it may for so many milliseconds; returns how many were sent and refused. */
	work(milliseconds: number, gateway: Gateway = {}): { sent: number; refused: number } {
		const { cap = 64, tokens = 0 } = gateway;
		const until = this.now + milliseconds;
		const count = { sent: 0, refused: 0 };
		for (;;) {
			const delay = this.inFlight < cap ? this.delay : Infinity;
			if (delay !== Infinity && delay !== 0 && delay < 1) throw new Error(`A delay of ${delay} ms`);
			if (delay === 0) {
				this.start(gateway, tokens, count);
				continue;
			}
			const [next] = this.events;
			if (Math.min(this.now + delay, next?.at ?? Infinity) > until) break;
			this.now = Math.min(this.now + delay, next?.at ?? Infinity);
			if (next && next.at <= this.now) this.events.shift()?.act();
		}
		this.now = until;
		return count;
	}

	private start(gateway: Gateway, tokens: number, count: { sent: number; refused: number }): void {
		const { refuses = () => false, hints = {}, answer = 1_000, refusal = 100 } = gateway;
		const send = this.limiter.send(tokens, this.now);
		const isRefused = refuses(send, this.now);
		this.inFlight++;
		count.sent++;
		if (isRefused) count.refused++;
		this.events.push({
			at: this.now + (isRefused ? refusal : answer),
			act: () => {
				this.inFlight--;
				if (isRefused) return void this.refuse(send, hints);
				this.admit(send);
				this.end(send);
			},
		});
		this.events.sort((one, other) => one.at - other.at);
	}
}

/** Refuses what a bucket of `burst` that fills with `perSecond` has no room for. */
export function bucketOf(perSecond: number, burst: number): (send: Send, now: number) => boolean {
	let level = burst;
	let since = 0;
	return (_send, now) => {
		level = Math.min(burst, level + ((now - since) * perSecond) / 1_000);
		since = now;
		if (level < 1) return true;
		level--;
		return false;
	};
}
