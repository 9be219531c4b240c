import { Pace } from './pace';
import { Window } from './window';

const longestGate = 15_000;
/** A block shorter than this, in milliseconds, is that of a bucket and tells nothing of a rate. */
const shortBlock = 4_000;

export interface Refusal {
	wait?: number;
	about?: 'requests' | 'tokens' | 'inFlight';
}

/** A request on its way, as the limiter remembers it. */
export interface Sent {
	at: number;
	level: number;
	tokens: number;
	epoch: number;
	answered: boolean;
}

export class Limiter {
	readonly window = new Window();
	readonly requests: Pace;
	readonly tokens: Pace;
	private shut = false;
	private probe: Sent | undefined;
	private gate = -Infinity;
	private epoch = 0;
	private began = 0;
	private inARow = 0;
	private blamed: 'window' | Pace | undefined;
	private slowest = 0;

	constructor(now: number) {
		this.requests = new Pace(now);
		this.tokens = new Pace(now);
	}

	delay(now: number): number {
		if (now < this.gate) return this.gate - now;
		if (this.probe) {
			const silence = this.probe.at + 2 * this.slowest - now;
			if (silence > 0) return silence;
			this.reopen(now);
		}
		if (this.window.isFull(now)) return Infinity;
		if (this.shut) return 0;
		return Math.max(this.requests.delay(now), this.tokens.delay(now));
	}

	send(tokens: number, now: number): Sent {
		const sent: Sent = {
			at: now,
			level: ++this.window.inFlight,
			tokens,
			epoch: this.epoch,
			answered: false,
		};
		this.requests.spend(1, now);
		this.tokens.spend(tokens, now);
		if (this.shut) this.probe = sent;
		return sent;
	}

	admitted(sent: Sent, now: number): void {
		this.window.admitted(sent.level, now, this.slowest);
		if (this.probe === sent) this.reopen(now);
	}

	refused(sent: Sent, { wait, about }: Refusal, now: number, chance: number): void {
		this.slowest = Math.max(this.slowest, now - sent.at);
		if (sent.epoch === this.epoch) this.react(sent, { wait, about }, now, chance);
		this.requests.giveBack(1, now);
		this.tokens.giveBack(sent.tokens, now);
	}

	private react(sent: Sent, { wait, about }: Refusal, now: number, chance: number): void {
		this.epoch++;
		const pace = about === 'tokens' ? this.tokens : this.requests;
		if (!this.shut) {
			this.shut = true;
			this.began = now;
			this.inARow = 0;
			this.blamed = undefined;
			if (wait === undefined && about === undefined && this.window.isUnproven(sent.level, now)) {
				this.window.blame(sent.level, now);
				this.blamed = 'window';
			} else {
				pace.blame(now);
				this.blamed = pace;
			}
		} else {
			this.inARow++;
			if (this.blamed === 'window') {
				this.window.acquit();
				pace.blame(now);
				this.blamed = pace;
			}
		}
		this.probe = undefined;
		const rate = Math.min(this.requests.rate, this.requests.admitted.rate(now));
		const patience = Math.min(longestGate, (1500 / rate) * 2 ** this.inARow);
		this.gate = now + Math.max(patience, (wait ?? 0) * (1 + 0.02 * chance));
	}

	ended(sent: Sent, now: number): void {
		this.window.inFlight--;
		if (this.probe === sent) this.probe = undefined;
	}

	private reopen(now: number): void {
		this.shut = false;
		this.probe = undefined;
		if (this.blamed === 'window' && process.env.B) {
			this.requests.admitted.forget(now);
			this.tokens.admitted.forget(now);
		}
		if (this.blamed instanceof Pace) this.blamed.reopen(now, now - this.began < shortBlock);
	}
}
