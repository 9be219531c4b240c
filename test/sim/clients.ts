import { limitHints } from '../../nodes/api/rateLimit/limitHints';
import { Capacity } from '../../nodes/delivery/capacity';
import { Lane } from '../../nodes/delivery/lane/lane';
import type { RequestSize } from '../../nodes/delivery/lane/oversize';
import type { Permit, RunTerms } from '../../nodes/delivery/lane/queue';
import type { Client, Process } from './world';

/** Length of a tick of the clock that n8n leaves to a node, in milliseconds. */
const tick = 25;

/** The shipped lane, in a process of its own. */
export function ours(terms: Partial<RunTerms> = {}): Client {
	return (process) => {
		const clock = process.time.clock(tick, tick * process.random());
		const lane = new Lane(clock, undefined, process.random);
		work(process, lane, terms);
	};
}

/** One run on a lane: works on as many items at once as the user allows. */
export function work(process: Process, lane: Lane, terms: Partial<RunTerms> = {}): void {
	const queue = lane.join({ capacity: new Capacity(process.cap), ...terms });
	const take = () => {
		const tokens = process.nextItem();
		if (tokens !== undefined) attempt({ tokens }, false);
	};
	const attempt = (load: RequestSize, first: boolean) => {
		const start = (pass: Permit) =>
			process.send(load.tokens, {
				admitted: () => pass.admitted(),
				refused: ({ headers = {}, words = '' }) => {
					pass.refused(limitHints({ status: 429, headers }, words, process.time.now));
					pass.ended();
					attempt(load, true);
				},
				ended: () => {
					pass.ended();
					process.done();
					take();
				},
			});
		queue.enter(load, start, { first });
	};
	for (let index = 0; index < process.cap; index++) take();
}

/**
 * A window of fixed size around openai-node 6's retry: Retry-After as it stands, else 0.5 s doubling to
 * 8 s, less up to a quarter; without end, so that all items are done.
 */
export function fixedWindow(size: number): Client {
	return (process) => {
		const take = () => {
			const tokens = process.nextItem();
			if (tokens !== undefined) attempt(tokens, 0);
		};
		const attempt = (tokens: number, retries: number) =>
			process.send(tokens, {
				admitted: () => {},
				refused: ({ headers = {} }) => {
					const stated = Number(headers['retry-after'] ?? NaN) * 1_000;
					const own = Math.min(8_000, 500 * 2 ** retries) * (1 - process.random() * 0.25);
					const wait = stated >= 0 ? stated : own;
					process.time.after(wait, () => attempt(tokens, retries + 1));
				},
				ended: () => {
					process.done();
					take();
				},
			});
		for (let index = 0; index < size; index++) take();
	};
}

/**
 * AWS SDK "adaptive": CUBIC on a token bucket (beta 0.7, scale 0.4, at least 0.5/s, at most twice the
 * measured rate), then up to 20 s of full jitter for throttling.
 */
export function awsAdaptive(size: number): Client {
	return (process) => {
		const { time, random } = process;
		let enabled = false;
		let fillRate = 0;
		let capacity = 0;
		let level = 0;
		let filled = 0;
		let measured = 0;
		let bin = 0;
		let requests = 0;
		let lastMax = 0;
		let lastThrottle = 0;
		let timeWindow = 0;
		const seconds = () => time.now / 1_000;

		const measure = () => {
			const half = Math.floor(seconds() * 2) / 2;
			requests++;
			if (half <= bin) return;
			measured = (requests / (half - bin)) * 0.8 + measured * 0.2;
			requests = 0;
			bin = half;
		};
		const setRate = (rate: number) => {
			refill();
			fillRate = Math.max(rate, 0.5);
			capacity = Math.max(rate, 1);
			level = Math.min(level, capacity);
		};
		const refill = () => {
			level = Math.min(capacity, level + (seconds() - filled) * fillRate);
			filled = seconds();
		};
		const update = (throttled: boolean) => {
			measure();
			let rate: number;
			if (throttled) {
				const present = enabled ? Math.min(measured, fillRate) : measured;
				lastMax = present;
				timeWindow = Math.cbrt((lastMax * 0.3) / 0.4);
				lastThrottle = seconds();
				rate = present * 0.7;
				enabled = true;
			} else {
				timeWindow = Math.cbrt((lastMax * 0.3) / 0.4);
				rate = 0.4 * (seconds() - lastThrottle - timeWindow) ** 3 + lastMax;
			}
			setRate(Math.min(rate, 2 * measured));
			serve();
		};
		// The SDK's waiters sleep for what they were told at first; a queue that follows the rate is kinder.
		const waiting: Array<() => void> = [];
		let endAlarm = () => {};
		const serve = () => {
			endAlarm();
			for (;;) {
				if (waiting.length === 0) return;
				refill();
				if (enabled && level < 1 - 1e-9) break;
				level -= 1;
				waiting.shift()?.();
			}
			endAlarm = time.after(((1 - level) / fillRate) * 1_000, serve);
		};
		const acquire = (action: () => void) => {
			waiting.push(action);
			serve();
		};
		const take = () => {
			const tokens = process.nextItem();
			if (tokens !== undefined) attempt(tokens, 0);
		};
		const attempt = (tokens: number, retries: number) =>
			acquire(() =>
				process.send(tokens, {
					admitted: () => update(false),
					refused: ({ headers = {} }) => {
						update(true);
						const own = Math.min(20_000, 1_000 * 2 ** retries) * random();
						const stated = Number(headers['retry-after'] ?? NaN) * 1_000;
						const wait = stated >= 0 ? Math.min(Math.max(stated, own), own + 5_000) : own;
						time.after(wait, () => attempt(tokens, retries + 1));
					},
					ended: () => {
						process.done();
						take();
					},
				}),
			);
		for (let index = 0; index < size; index++) take();
	};
}

/**
 * Netflix concurrency-limits' AIMD (back-off 0.9, 20 to 200 in flight) under a bounded pool; a refused
 * request is sent again by openai-node's back-off.
 */
export function netflixAimd(size: number): Client {
	return (process) => {
		let limit = 20;
		let inFlight = 0;
		const waiting: Array<() => void> = [];
		const serve = () => {
			while (inFlight < Math.floor(limit)) {
				const next = waiting.shift();
				if (!next) return;
				inFlight++;
				next();
			}
		};
		const take = () => {
			const tokens = process.nextItem();
			if (tokens !== undefined) attempt(tokens, 0);
		};
		const attempt = (tokens: number, retries: number) => {
			waiting.push(() => {
				const atStart = inFlight;
				process.send(tokens, {
					admitted: () => {},
					refused: ({ headers = {} }) => {
						inFlight--;
						limit = Math.max(20, Math.floor(limit * 0.9));
						const stated = Number(headers['retry-after'] ?? NaN) * 1_000;
						const own = Math.min(8_000, 500 * 2 ** retries) * (1 - process.random() * 0.25);
						process.time.after(stated >= 0 ? stated : own, () => attempt(tokens, retries + 1));
						serve();
					},
					ended: () => {
						inFlight--;
						if (atStart * 2 >= limit) limit = Math.min(200, limit + 1);
						process.done();
						take();
						serve();
					},
				});
			});
			serve();
		};
		for (let index = 0; index < size; index++) take();
	};
}
