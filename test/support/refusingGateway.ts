import type { Call } from '../../nodes/api/call';
import { Failed, type Failure } from '../../nodes/api/failure';
import { jsonReader } from '../../nodes/api/readers/json';
import { defaultRetryAndTimeouts, defaultRunLimits } from '../../nodes/api/limits';
import { Lanes } from '../../nodes/delivery/lane/lanes';
import { pool } from '../../nodes/delivery/pool';
import type { Answer } from '../../nodes/delivery/transport';
import { bytesOf, virtualDelivery, virtualTransport, VirtualClock } from './virtual';

/** What a gateway says to a request. */
export type Said = 'good' | 'noQuota' | 'badKey';

/** A request as the gateway of a scenario sees it. */
export interface Seen {
	item: number;
	lane: string;
	/** Milliseconds since the run began. */
	at: number;
	/** Requests before this one. */
	before: number;
	/** Requests that are being answered, without this one. */
	inFlight: number;
}

/** A run against a gateway that refuses some. */
export interface Scenario {
	items: number;
	says(seen: Seen): Said;
	/** How long an answer, and a refusal, take, in milliseconds. */
	takes?: number;
	refusalTakes?: number;
	isStream?: boolean;
	/** Refuses with status 200, in a stream where answers are streamed. */
	isRefusedAsGood?: boolean;
	maxConcurrency?: number;
	lane?(item: number): string;
	/** Estimated tokens of an item. */
	tokens?(item: number): number;
	repeat?: Call<unknown>['repeat'];
	/** What the process knows of the key already; fresh lanes otherwise. */
	process?: Process;
}

/** Lanes and time of a process, for runs one after the other. */
export interface Process {
	clock: VirtualClock;
	lanes: Lanes;
}

/** What came of a run. */
export interface Outcome {
	failures: Map<number, Failure>;
	requests: number;
	/** Requests by item. */
	tries: number[];
	/** Milliseconds until the last item was through. */
	took: number;
}

const bodies: Readonly<Record<Exclude<Said, 'good'>, [status: number, body: string]>> = {
	noQuota: [403, '{"error":{"message":"用户额度不足","code":"insufficient_user_quota"}}'],
	badKey: [401, '{"error":{"message":"无效的令牌","code":"invalid_api_key"}}'],
};

const eventStream = { 'content-type': 'text/event-stream' };

/** A process in which nothing is known. */
export function newProcess(): Process {
	const clock = new VirtualClock();
	return { clock, lanes: new Lanes(clock, () => 0.5) };
}

/** Runs a scenario on a virtual clock, through the pool and all of delivery. */
export async function play(scenario: Scenario): Promise<Outcome> {
	const { items, says, takes = 200, refusalTakes = 20, process } = scenario;
	const {
		isStream = false,
		isRefusedAsGood = false,
		maxConcurrency = 64,
		repeat = 'paid',
		lane = () => 'model',
		tokens,
	} = scenario;
	const { clock, lanes } = process ?? newProcess();
	const begun = clock.now();
	const outcome: Outcome = {
		failures: new Map(),
		requests: 0,
		tries: Array<number>(items).fill(0),
		took: 0,
	};
	let inFlight = 0;
	const after = (milliseconds: number) =>
		new Promise<void>((resolve) => clock.after(milliseconds, resolve));
	const slowly = async function* (): AsyncGenerator<Uint8Array> {
		await after(takes);
		inFlight--;
		yield* bytesOf('{}');
	};
	const transport = virtualTransport(async ({ body }): Promise<Partial<Answer>> => {
		const item = Number(body?.item);
		const seen = { item, lane: lane(item), at: clock.now() - begun, before: outcome.requests++ };
		const said = says({ ...seen, inFlight });
		outcome.tries[item] = (outcome.tries[item] ?? 0) + 1;
		if (said !== 'good') {
			await after(refusalTakes);
			const [status, text] = bodies[said];
			if (!isRefusedAsGood) return { status, body: bytesOf(text) };
			return { ...(isStream ? { headers: eventStream } : {}), body: bytesOf(text) };
		}
		inFlight++;
		if (isStream) {
			await after(20);
			return { headers: eventStream, body: slowly() };
		}
		await after(takes);
		inFlight--;
		return {};
	});
	const limits = { ...defaultRunLimits, maxConcurrency };
	const { delivery, stop } = virtualDelivery(transport, { clock, lanes, limits });
	delivery.units.expect(items);
	const work = async (item: number, yieldSlot: <T>(awaited: Promise<T>) => Promise<T>) => {
		const tally = delivery.tallyUnit();
		const { send } = delivery.contextFor(tally, defaultRetryAndTimeouts, yieldSlot);
		const call: Call<unknown> = {
			request: { method: 'POST', path: '/v1', body: { item } },
			lane: lane(item),
			repeat,
			reader: () => jsonReader(() => ({ value: item })),
			...(tokens ? { tokens: tokens(item) } : {}),
		};
		await send(call).catch(({ failure }: Failed) => outcome.failures.set(item, failure));
		delivery.units.ended(tally);
		outcome.took = clock.now() - begun;
	};
	let isOver = false;
	void pool(Array.from({ length: items }).keys(), work, {
		atOnce: maxConcurrency,
		stop: () => stop.now(),
		yieldToEventLoop: async () => await Promise.resolve(),
		lookAhead: { laneOf: lane, capacity: delivery.totals.capacity },
	}).then(() => (isOver = true));
	for (let slices = 0; !isOver && slices < 36_000; slices++) await clock.pass(100);
	if (!isOver) throw new Error('The run was not over after an hour');
	delivery.close(false);
	return outcome;
}
