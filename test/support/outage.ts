import type { Call, Request } from '../../nodes/api/call';
import { Failed, failure, failureOf, type Failure } from '../../nodes/api/failure';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../../nodes/api/limits';
import { readErrorResponse } from '../../nodes/api/refusal/refusal';
import { pool } from '../../nodes/delivery/pool';
import type { Answer } from '../../nodes/delivery/transport';
import { randomOf } from '../sim/time';
import { bytesOf, virtualDelivery, virtualTransport, type VirtualClock } from './virtual';

/** How a gateway fails: a status, or a code of the network; and how long it takes, in milliseconds. */
export interface Fault {
	fails: number | string;
	after?: number;
	headers?: Answer['headers'];
	body?: string;
}

/** What happens to a request; undefined: a good answer. */
export type Weather = (now: number, item: number) => Fault | undefined;

/** A run against a gateway in virtual time. */
export interface OutageSetup {
	items: number;
	weather: Weather;
	/** Time of a good answer, in milliseconds; its headers come with its end. */
	answer?: number;
	/** Its headers come after this time instead, as those of a stream. */
	head?: number;
	atOnce?: number;
	maxAttempts?: number;
	repeat?: Call<unknown>['repeat'];
	/** Names the gateway; what one has answered is remembered by the process. */
	address?: string;
}

/** What came of it. */
export interface OutageRun {
	good: number;
	failed: Array<Failure & { item: number; at: number }>;
	/** When the last item was done, in milliseconds. */
	finished: number;
	/** Requests that arrived, of each item. */
	requests: number[];
	pending: number;
}

/** The network, or a gateway, fails from one instant to another. */
export function outage(from: number, to: number, fault: Fault): Weather {
	return (now) => (now >= from && now < to ? fault : undefined);
}

/** Sends all items as the node does, and passes as much time as it takes. */
export async function throughOutage(setup: OutageSetup): Promise<OutageRun> {
	const { items, weather, answer = 200, head = answer, atOnce = 64, repeat = 'paid' } = setup;
	const requests = Array.from({ length: items }, () => 0);
	const run: OutageRun = { good: 0, failed: [], finished: 0, requests, pending: 0 };
	const random = randomOf(7);
	const wait = async (clock: VirtualClock, milliseconds: number, signal: AbortSignal) => {
		if (milliseconds > 0)
			await new Promise<void>((resolve) => {
				const end = clock.after(milliseconds, resolve);
				signal.addEventListener('abort', () => (end(), resolve()));
			});
		if (signal.aborted) throw Object.assign(new Error('aborted'), { code: 'ERR_CANCELED' });
	};
	const transport = virtualTransport(
		async (request: Request, signal) => {
			const item = Number(request.headers?.item);
			requests[item]!++;
			const fault = weather(clock.now(), item);
			if (fault === undefined) {
				const length = answer * (0.5 + random());
				await wait(clock, Math.min(head, length), signal);
				const type = head < answer ? 'text/event-stream' : 'application/json';
				return {
					headers: { 'content-type': type },
					body: slow(clock, Math.max(0, length - head), signal),
				};
			}
			await wait(clock, fault.after ?? 2, signal);
			if (typeof fault.fails === 'string')
				throw new Failed(
					failure(fault.fails === 'ETIMEDOUT' ? 'timeout' : 'network', {
						code: fault.fails,
						phase: fault.fails === 'ECONNRESET' ? 'sent' : 'connecting',
					}),
				);
			return { status: fault.fails, headers: fault.headers ?? {}, body: bytesOf(fault.body ?? '') };
		},
		[setup.address ?? 'https://gateway.test'],
	);
	async function* slow(clock: VirtualClock, milliseconds: number, signal: AbortSignal) {
		await wait(clock, milliseconds, signal);
		yield* bytesOf('{}');
	}
	const { clock, stop, delivery } = virtualDelivery(transport, {
		limits: { ...defaultRunLimits, maxConcurrency: atOnce, deduplicate: false },
	});
	const retryAndTimeouts = {
		...defaultRetryAndTimeouts,
		maxAttempts: setup.maxAttempts ?? defaultRetryAndTimeouts.maxAttempts,
	};
	const work = async (item: number) => {
		const { send } = delivery.contextFor(delivery.tallyUnit(), retryAndTimeouts);
		try {
			await send(callFor(item, repeat));
			run.good++;
		} catch (thrown) {
			run.failed.push({ ...failureOf(thrown), item, at: clock.now() });
		}
		run.finished = clock.now();
	};
	let isOver = false;
	const all = pool(requests.keys(), work, {
		atOnce,
		stop: () => stop.now(),
		yieldToEventLoop: async () => await Promise.resolve(),
	}).finally(() => (isOver = true));
	while (!isOver && clock.now() < 7_200_000) await clock.pass(1_000);
	await all;
	delivery.close(false);
	run.pending = clock.pending;
	return run;
}

function callFor(item: number, repeat: Call<unknown>['repeat']): Call<string> {
	return {
		request: { method: 'POST', path: '/v1/x', headers: { item: String(item) }, body: { item } },
		lane: 'model',
		repeat,
		reader() {
			let head = { status: 0, headers: {} };
			let text = '';
			return {
				head: (received) => void (head = received),
				push: (bytes) => ((text += Buffer.from(bytes).toString()), true),
				end: () =>
					head.status < 300 ? { value: text } : { failure: readErrorResponse(head, text) },
			};
		},
	};
}
