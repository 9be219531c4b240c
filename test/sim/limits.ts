/** A refusal: what a gateway sends beside the status 429. */
export interface Refused {
	headers?: { [name: string]: string };
	words?: string;
	/** Milliseconds that the gateway takes for it, as one that tries its channels first. */
	after?: number;
}

/** A limit that a gateway enforces. Times in milliseconds. */
export interface Limit {
	/** Judges a request as it arrives; undefined: admitted. */
	judge(now: number, tokens: number): Refused | undefined;
	/** An admitted request has been answered in full. */
	finish?(now: number): void;
	/** What an admitted answer's headers say. */
	headers?(now: number): { [name: string]: string };
}

const minute = 60_000;

/** A bucket of `burst` that fills with `perMinute`; `cost` says what a request takes out of it. */
export function bucket(
	perMinute: number | ((now: number) => number),
	burst: number,
	{ cost = () => 1, words = '', headers = false }: BucketOptions = {},
): Limit {
	const refill = (now: number) => (typeof perMinute === 'number' ? perMinute : perMinute(now));
	let level = burst;
	let since = 0;
	const fill = (now: number) => {
		level = Math.min(burst, level + ((now - since) * refill(now)) / minute);
		since = now;
	};
	return {
		judge(now, tokens) {
			fill(now);
			if (level < cost(tokens)) return { words };
			level -= cost(tokens);
			return undefined;
		},
		...(headers && {
			headers(now: number) {
				fill(now);
				return {
					'x-ratelimit-limit-requests': String(burst),
					'x-ratelimit-remaining-requests': String(Math.floor(level)),
					'x-ratelimit-reset-requests': `${(((burst - level) * 60) / refill(now)).toFixed(3)}s`,
				};
			},
		}),
	};
}

interface BucketOptions {
	cost?: (tokens: number) => number;
	words?: string;
	headers?: boolean;
}

/** At most `count` in any `window`; OpenAI lets refusals count too. */
export function sliding(
	count: number,
	{ window = minute, refusalsCount = false, words = '' } = {},
): Limit {
	const seen = new Recent(window);
	return {
		judge(now) {
			const full = seen.count(now) >= count;
			if (!full || refusalsCount) seen.add(now);
			return full ? { words } : undefined;
		},
	};
}

/** At most `count` from one full minute to the next. */
export function fixed(count: number, { retryAfter = false } = {}): Limit {
	let current = -1;
	let used = 0;
	return {
		judge(now) {
			if (Math.floor(now / minute) !== current) {
				current = Math.floor(now / minute);
				used = 0;
			}
			if (used++ < count) return undefined;
			const seconds = Math.ceil(((current + 1) * minute - now) / 1000);
			return retryAfter ? { headers: { 'retry-after': String(seconds) } } : {};
		},
	};
}

/** At most `count` at the same time. */
export function concurrency(count: number, words = ''): Limit {
	let inFlight = 0;
	return {
		judge: () => (inFlight >= count ? { words } : void inFlight++),
		finish: () => void inFlight--,
	};
}

/** new-api: at most `count` in any minute, counted when the answer is complete. */
export function successes(count: number): Limit {
	const seen = new Recent(minute);
	return {
		judge: (now) => (seen.count(now) >= count ? {} : undefined),
		finish: (now) => seen.add(now),
	};
}

/** Every one of several limits holds. */
export function all(...limits: Limit[]): Limit {
	return {
		judge(now, tokens) {
			for (const limit of limits) {
				const refused = limit.judge(now, tokens);
				if (refused) return refused;
			}
			return undefined;
		},
		finish: (now) => limits.forEach((limit) => limit.finish?.(now)),
	};
}

/** Instants within a window that slides. */
class Recent {
	private instants: number[] = [];
	private first = 0;

	constructor(private readonly window: number) {}

	add(now: number): void {
		this.instants.push(now);
	}

	count(now: number): number {
		while (this.first < this.instants.length && this.instants[this.first]! <= now - this.window) {
			this.first++;
		}
		if (this.first > 10_000) this.instants = this.instants.slice(this.first);
		if (this.first > 10_000) this.first = 0;
		return this.instants.length - this.first;
	}
}
