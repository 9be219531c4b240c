import { createHash } from 'node:crypto';
import { asCharged } from '../api/charged';
import type { Call, Reading, Send, Wait } from '../api/call';
import { Failed, failure, type Failure } from '../api/failure';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import { tokensOf } from '../api/usage';
import { Breaker } from './breaker';
import type { Clock } from './clock';
import { Form } from './form';
import type { Lanes } from './lane/lanes';
import type { Memo } from './memo';
import type { WhileWaiting } from './pool';
import { isOnce } from './retry';
import { RunLanes } from './runLanes';
import { Slots } from './slots';
import type { Stop } from './stop';
import { RunTally, Tally } from './tally';
import { TokenBudget } from './tokenBudget';
import type { Transport } from './transport';
import { Admission } from './lane/admission';
import { sendWithRetries, type PendingCall, type RunServices } from './sendWithRetries';
import { waitFor } from './wait';

/*
 * The way of one item. Read it from top to bottom; what can send it back is on the right.
 *
 *   units of items                          taken by the pool, in order, when there is room
 *        │  parameters are read and checked
 *        ▼
 *   operation.run ── send(call) ─┐          any number of calls, in a row or at once
 *                                ▼
 *   Delivery      memo ─ shared ─ budget    bought before? being bought? affordable?
 *                                ▼
 *   sendWithRetries
 *                 ┌───────────► slot        one of maxConcurrency, for this request only
 *                 │              ▼
 *                 │    admission, lane ◄──┐ the run's turn, as fast as the key allows
 *                 │              ▼        │
 *                 │           attempt     │ transport, reader, three clocks
 *                 │              ▼        │
 *                 │           settled? ───┘ 429, other address, other form of the request
 *                 │              ▼
 *                 └─ pause ── repeat?       500, cut connection, broken answer
 *                                ▼
 *   value or Failed ── outputs ── items     paired with their input, in its order
 */

/** What a run is made of. */
export interface Setup {
	transport: Transport;
	clock: Clock;
	/** The lanes of the process. */
	lanes: Lanes;
	/** Names the key and its gateway, without revealing the key. */
	owner: string;
	limits: RunLimits;
	stop: Stop;
	/** Answers of an earlier try of this run; absent when n8n will not try again. */
	memo?: Memo;
	random?: () => number;
}

/** Delivers the calls of one run. */
export class Delivery {
	readonly tally = new RunTally();
	/** Sentences for the user, each once. */
	readonly hints = new Set<string>();
	private readonly services: RunServices;
	private readonly lanes: RunLanes;
	private readonly budget: TokenBudget | undefined;
	/** Answers that are bought or being bought, by request. */
	private readonly bought: Map<string, Promise<unknown>> | undefined;

	constructor(private readonly setup: Setup) {
		const { transport, clock, stop, limits, random = Math.random } = setup;
		this.services = {
			transport,
			clock,
			stop,
			random,
			slots: new Slots(limits.maxConcurrency),
			breaker: new Breaker(),
			admission: new Admission(clock, stop),
			hint: (sentence) => void this.hints.add(sentence),
		};
		this.lanes = new RunLanes(setup.lanes, setup.owner, limits);
		if (limits.tokenBudget !== undefined) this.budget = new TokenBudget(limits.tokenBudget);
		if (limits.deduplicate) this.bought = new Map();
	}

	/**
	 * What an operation works with; what it spends is counted on the unit's tally.
	 *
	 * @param yieldSlot told when the unit only waits
	 */
	contextFor(
		tally: Tally,
		retryAndTimeouts: RetryAndTimeouts,
		yieldSlot: WhileWaiting = async (awaited) => await awaited,
	): { send: Send; wait: Wait; now: () => number; hint: (sentence: string) => void } {
		const { clock, stop } = this.setup;
		return {
			send: (call) => this.deliver(call, tally, retryAndTimeouts),
			hint: this.services.hint,
			now: () => clock.now(),
			wait: async (milliseconds) => {
				if (!(await yieldSlot(waitFor(clock, milliseconds, stop))))
					await fail(failure('cancelled'));
			},
		};
	}

	/** A tally for one unit. */
	tallyUnit(): Tally {
		return new Tally(this.setup.clock, this.tally);
	}

	/** The run is over: leaves the lanes. */
	close(failed: boolean): void {
		this.setup.memo?.close(failed, this.setup.clock.now());
		this.lanes.leave();
	}

	private async deliver<T>(
		call: Call<T>,
		tally: Tally,
		retryAndTimeouts: RetryAndTimeouts,
	): Promise<T> {
		const { memo } = this.setup;
		if (call.repeat === 'free' || (!memo && !this.bought))
			return await this.buy(call, tally, retryAndTimeouts);

		const name = nameOf(call);
		const recalled = memo?.recall(name) as Reading<T> | undefined;
		if (recalled !== undefined) {
			tally.share();
			memo?.keep(name, recalled, sizeOf(recalled.value));
			return recalled.failure ? await fail(recalled.failure) : recalled.value;
		}
		const earlier = this.bought?.get(name) as Promise<T> | undefined;
		if (earlier) {
			tally.share();
			return await earlier;
		}
		const buying = this.buy(call, tally, retryAndTimeouts, (why) => {
			const refusal = notAgain(why);
			memo?.keep(name, { failure: refusal }, sizeOf(refusal));
		});
		this.bought?.set(name, buying);
		const value = await buying;
		memo?.keep(name, { value }, sizeOf(value));
		return value;
	}

	/** @param onMayBeCharged told of a call that must not be sent again, because it may have been done without an answer */
	private async buy<T>(
		call: Call<T>,
		tally: Tally,
		retryAndTimeouts: RetryAndTimeouts,
		onMayBeCharged: (why: Failure) => void = () => {},
	): Promise<T> {
		const { state, queue } = this.lanes.place(call.lane);
		const tokens = state.estimate(call);
		const counted = call.repeat === 'free' ? undefined : this.budget;
		if (counted && !(await counted.reserve(tokens)))
			return await fail(overBudget(this.setup.limits));

		tally.call();
		const form = new Form(call, state.learned);
		const pending: PendingCall<T> = {
			call,
			retryAndTimeouts,
			tally,
			state,
			queue,
			size: { tokens },
			form,
		};
		const decided = await sendWithRetries(pending, this.services);
		const reading = pending.mayHaveBeenCharged ? withoutRetry(call, decided) : decided;
		if (pending.mayHaveBeenCharged && isOnce(call) && reading.failure)
			onMayBeCharged(reading.failure);
		if (reading.hint !== undefined) this.services.hint(reading.hint);
		const usage = reading.usage ?? reading.failure?.usage;
		tally.end(usage);
		const used = tokensOf(usage);
		const spent = used ? used.input + used.output : undefined;
		if (spent !== undefined) state.learn(call, spent);
		// An answer without usage counts as estimated; a failure without usage was most likely free.
		counted?.settle(tokens, spent ?? (reading.failure ? 0 : tokens));
		return reading.failure ? await fail(reading.failure) : reading.value;
	}
}

function fail(why: Failure): Promise<never> {
	return Promise.reject(new Failed(why));
}

function overBudget({ tokenBudget }: RunLimits): Failure {
	return failure('budget', {
		message: `Not sent: it would exceed the token budget of ${tokenBudget} for this run`,
	});
}

/** What failed without a decision, and is charged when it arrives, says so. */
function withoutRetry<T>({ repeat }: Call<T>, reading: Reading<T>): Reading<T> {
	return reading.failure && repeat === 'charged'
		? { failure: asCharged(reading.failure) }
		: reading;
}

/** What the next try of a run is told of such a call. */
function notAgain({ kind, status, message, text, task_id }: Failure): Failure {
	const ended = kind === 'malformed' || status !== null ? `: ${message}` : ' and got no answer';
	return failure('network', {
		message: `Not sent again: an earlier try of this node sent it${ended}, so it may have been charged`,
		description:
			'Look at the account of the gateway. If it was not done there, run the workflow anew for this item.',
		retryable: false,
		...(text === undefined ? {} : { text }),
		...(task_id === undefined ? {} : { task_id }),
	});
}

/** Identical requests have the same name. */
function nameOf({ request, lane }: Call<unknown>): string {
	const { form = [], ...rest } = request;
	const hash = createHash('sha256').update(JSON.stringify([lane, rest]));
	for (const { name, value } of form) {
		hash.update(JSON.stringify([name, typeof value === 'string' ? value : value.fileName]));
		if (typeof value !== 'string') hash.update(value.bytes);
	}
	return hash.digest('base64');
}

/** Roughly, in bytes. */
function sizeOf(value: unknown): number {
	const { bytes } = (value ?? {}) as { bytes?: unknown };
	if (bytes instanceof Uint8Array) return bytes.byteLength;
	return JSON.stringify(value)?.length ?? 0;
}
