import { pause, sendJson, type Received, type Responder } from './gateway';

type Response = Parameters<Responder>[1];

/** A token bucket: whether one more may pass. It is full at first. */
export function bucket(perSecond: number, size: number): { take(): boolean; full(): number } {
	let left = size;
	let last = performance.now();
	const fill = () => {
		const now = performance.now();
		left = Math.min(size, left + ((now - last) * perSecond) / 1000);
		last = now;
		return left;
	};
	return {
		take: () => fill() >= 1 && left-- >= 1,
		/** Milliseconds until the next one may pass. */
		full: () => Math.max(0, (1000 * (1 - fill())) / perSecond),
	};
}

/** What a gateway with a limit saw. */
export interface Load {
	/** Requests that it is working on. */
	now: number;
	most: number;
	refused: number;
}

/**
 * A gateway that works on every request for a while, and counts how many it is working on.
 *
 * @param refuses answers a request that is not admitted and returns true
 * @param milliseconds how long an admitted request takes
 */
export function busy(
	respond: Responder,
	refuses: (response: Response, load: Load, request: Received) => boolean = () => false,
	milliseconds = 20,
): { load: Load; respond: Responder } {
	const load: Load = { now: 0, most: 0, refused: 0 };
	return {
		load,
		async respond(request, response, position) {
			load.most = Math.max(load.most, ++load.now);
			response.on('close', () => load.now--);
			if (refuses(response, load, request)) {
				load.refused++;
				return;
			}
			await pause(milliseconds);
			await respond(request, response, position);
		},
	};
}

/** Refuses a request for the rate of the key. */
export function refuse(response: Response, headers: Record<string, string> = {}): true {
	const error = { message: 'Too many requests', type: 'rate_limit_error', code: 'rate_limit' };
	sendJson(response, { error }, 429, headers);
	return true;
}
