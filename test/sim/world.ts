import type { Limit, Refused } from './limits';
import { logNormal, randomOf, Time } from './time';

/** What a client learns about a request it sent, as it learns it. */
export interface Listener {
	/** The status line of a good answer. */
	admitted(headers: { [name: string]: string }): void;
	/** Status 429. */
	refused(refused: Refused): void;
	/** The last byte of a good answer. */
	ended(): void;
}

/** A process that has items to send, from the client's point of view. */
export interface Process {
	time: Time;
	random: () => number;
	/** Requests in flight that the user allows. */
	cap: number;
	/** Takes the next item's tokens; undefined: there are no more. */
	nextItem(): number | undefined;
	send(tokens: number, listener: Listener): void;
	done(): void;
}

/** A way of sending: starts to work on a process's items. */
export type Client = (process: Process) => void;

export interface Setting {
	client: Client;
	/** @param random numbers from 0 to 1, the limit's own */
	limit: (random: () => number) => Limit;
	seed: number;
	processes?: number;
	/** Whether the status line comes at the first byte or with the whole answer. */
	streamed?: boolean;
	/** Items of all processes together; without end when absent. */
	items?: number;
	cap?: number;
	/** Mean length of an answer, in milliseconds. */
	answer?: number;
	/** One way over the network, in milliseconds. */
	network?: number;
	/** Minutes that are simulated. */
	minutes: number;
	/** Tokens of an item. */
	tokens?: (random: () => number) => number;
}

/** What happened, counted at the gateway by arrival, second by second. */
export interface Outcome {
	admitted: number[];
	refused: number[];
	/** When the last item was done, in milliseconds. */
	finished: number;
	tokens: number;
}

/** One way over the network, in milliseconds, unless the setting says otherwise. */
const usualNetwork = 60;
/** Mean time to the first byte beside the network, in milliseconds, and spread of all times. */
const firstByte = 500;
const spread = 0.6;

/** Simulates processes that share a gateway but not what they know of it. */
export function simulate(setting: Setting): Outcome {
	const { client, seed, processes = 1, streamed = true, items = Infinity, cap = 64 } = setting;
	const { network = usualNetwork } = setting;
	const time = new Time();
	const limit = setting.limit(randomOf(seed + 500));
	const random = randomOf(seed);
	const outcome: Outcome = { admitted: [], refused: [], finished: 0, tokens: 0 };
	let left = items;
	let open = items;

	const send = (tokens: number, listener: Listener) =>
		time.after(network, () => {
			const refused = limit.judge(time.now, tokens);
			const second = Math.floor(time.now / 1_000);
			const counts = refused ? outcome.refused : outcome.admitted;
			counts[second] = (counts[second] ?? 0) + 1;
			if (refused) {
				time.after((refused.after ?? 0) + network, () => listener.refused(refused));
				return;
			}
			outcome.tokens += tokens;
			const length = logNormal(random, (setting.answer ?? 5_000) - 2 * network, spread);
			const first = Math.min(length, logNormal(random, firstByte, spread));
			if (streamed) {
				const headers = limit.headers?.(time.now) ?? {};
				time.after(first + network, () => listener.admitted(headers));
			}
			const headers = streamed ? {} : (limit.headers?.(time.now) ?? {});
			time.after(length, () => limit.finish?.(time.now));
			time.after(length + network, () => {
				if (!streamed) listener.admitted(headers);
				listener.ended();
			});
		});

	for (let index = 0; index < processes; index++) {
		const own = randomOf(seed * 1_000 + index);
		const process: Process = {
			time,
			random: own,
			cap,
			nextItem: () => (left-- > 0 ? (setting.tokens?.(own) ?? 1_000) : undefined),
			send,
			done: () => {
				if (--open === 0) outcome.finished = time.now;
			},
		};
		time.at(own() * 1_000 * (processes - 1), () => client(process));
	}
	time.runUntil(items === Infinity ? setting.minutes * 60_000 : Infinity);
	return outcome;
}
