import type { Call, Send, Wait } from '../api/call';
import type { Reading } from '../api/readers/reader';
import { Failed, failure, type Failure } from '../api/failure';
import type { RetryAndTimeouts, RunLimits } from '../api/limits';
import { memoryOf } from '../api/memoryOf';
import type { Prices } from '../api/prices/prices';
import type { Tool, ToolCall, ToolResult } from '../api/tool/tool';
import { tokensOf } from '../api/usage/usage';
import { isOnce, withChargeAdvice } from './arrival';
import { Verdicts } from './verdicts';
import { Budget } from './budget/budget';
import { CostReservation } from './budget/costReservation';
import { perUnit } from './budget/perUnit';
import { Reservation } from './budget/reservation';
import { together, type Reserved } from './budget/reserved';
import { isFree } from './chargeOf';
import type { Clock } from './clock';
import { Form } from './form';
import type { HeldAnswer } from './heldBytes';
import type { Lanes } from './lane/lanes';
import type { Memo } from './memo';
import type { WhileWaiting } from './pool';
import { MaxWait } from './maxWait';
import type { PendingCall, RunServices, UnitServices } from './pendingCall';
import { RunLanes } from './runLanes';
import { RunUnits } from './runUnits';
import type { Stop } from './stop';
import { newTotals, type RunTotals } from './runTotals';
import { Tally } from './tally';
import type { Transport } from './transport';
import { Admission } from './lane/admission';
import { sendWithRetries } from './sendWithRetries';
import { SharedAnswers } from './sharedAnswers';
import { waitFor } from './wait';

/*
 * The way of one item. Read it from top to bottom; what can send it back is on the right.
 *
 *   units of items                          begun by the pool, in order, when there is room
 *        │  parameters are read and checked
 *        ▼
 *   operation.run ── send(call) ─┐          any number of calls, in a row or at once
 *                                ▼
 *   Delivery      memo ─ shared ─ budget    bought before? being bought? can it ever be afforded?
 *                                ▼
 *   sendWithRetries  ┌────► admission       its turn in the run's queue of the lane: as fast as the key
 *                    │           │          allows, and no more in flight than the run may have
 *                    │           ▼
 *                    │      attemptOnce     transport, reader, clocks; who can learns from it
 *                    │           ▼
 *                    └────── decide         now, when the lane admits, after a pause
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
	memo?: Memo | undefined;
	/** What the models of the gateway cost; absent: nothing is known of that. */
	prices?: Prices | undefined;
	/** What it has in common with other deliveries of the run; absent: it is the only one. */
	totals?: RunTotals;
	random?: () => number;
}

/** What a tool is run with. */
interface ToolServices extends Pick<UnitServices, 'retryAndTimeouts' | 'yieldSlot'> {
	unit: number;
}

/** Delivers the calls of one run with one credential. */
export class Delivery {
	readonly totals: RunTotals;
	/** What the run may use of tokens with this credential; absent: as many as it needs. */
	readonly tokenBudget?: Budget;
	/** What it may cost, in billionths of the unit of the prices; absent: as much as it needs. */
	readonly costBudget?: Budget;
	/** Which units of the run were refused. */
	readonly units = new RunUnits();
	private readonly services: RunServices;
	private readonly lanes: RunLanes;
	private readonly answers: SharedAnswers;

	constructor(private readonly setup: Setup) {
		const { transport, clock, stop, limits, random = Math.random } = setup;
		const { tokenBudget, costBudget } = limits;
		const used = setup.memo?.used;
		if (tokenBudget !== undefined) this.tokenBudget = new Budget(tokenBudget, used?.tokens);
		if (costBudget !== undefined)
			this.costBudget = new Budget(Math.floor(costBudget * perUnit), used?.cost);
		const verdicts = new Verdicts();
		const maxWait = new MaxWait(limits.maxRateLimitWait);
		this.totals = setup.totals ?? newTotals(limits);
		const { capacity, hints } = this.totals;
		this.services = {
			transport,
			clock,
			stop,
			random,
			capacity,
			hasPrices: setup.prices !== undefined,
			verdicts,
			units: this.units,
			maxWait,
			admission: new Admission({ clock, stop, verdicts, maxWait, capacity }),
			hint: (sentence) => void hints.add(sentence),
		};
		this.lanes = new RunLanes(setup.lanes, setup.owner, limits, capacity);
		this.answers = new SharedAnswers(setup.memo, limits.deduplicate);
	}

	/**
	 * What an operation works with; what it spends is counted on the unit's tally.
	 *
	 * @param yieldSlot told when the unit only waits
	 * @param kept what the answers of the unit take until they are items
	 */
	contextFor(
		tally: Tally,
		retryAndTimeouts: RetryAndTimeouts,
		yieldSlot: WhileWaiting = async (awaited) => await awaited,
		kept?: HeldAnswer,
	): { send: Send; wait: Wait; now: () => number; hint: (sentence: string) => void } {
		const { clock, stop } = this.setup;
		return {
			send: (call) => this.send(call, { tally, retryAndTimeouts, yieldSlot, kept }),
			hint: this.services.hint,
			now: () => clock.now(),
			wait: async (milliseconds) => {
				if (!(await yieldSlot(waitFor(clock, milliseconds, stop))))
					await fail(failure('cancelled'));
			},
		};
	}

	/**
	 * Runs a tool that a model called. A further try of the run is given what it gave, because it may have done something,
	 * and because the conversation has to go on with it.
	 *
	 * @param unit names the unit among those of the run
	 */
	async runTool(
		tool: Tool,
		call: ToolCall,
		{ unit, retryAndTimeouts, yieldSlot }: ToolServices,
	): Promise<ToolResult> {
		const { memo, clock, stop } = this.setup;
		const name = JSON.stringify(['tool', unit, tool.name, call.id, call.arguments]);
		const known = memo?.recall(name) as ToolResult | undefined;
		const work = {
			queue: tool.queue,
			seconds: retryAndTimeouts.totalTimeout,
			run: (signal: AbortSignal) => tool.run(call.arguments, signal),
		};
		const result = known ?? (await yieldSlot(this.totals.toolRuns.result(work, { clock, stop })));
		if (result === undefined) return await fail(failure('cancelled'));
		memo?.keep(name, result, memoryOf(result));
		return result;
	}

	/** A tally for one unit. */
	tallyUnit(): Tally {
		return new Tally(this.setup.clock, this.totals.tally);
	}

	/** The run is over: leaves the lanes. */
	close(failed: boolean): void {
		const used = { tokens: this.tokenBudget?.used ?? 0, cost: this.costBudget?.used ?? 0 };
		this.setup.memo?.close(failed, this.setup.clock.now(), used);
		this.lanes.leave();
	}

	private async send<T>(call: Call<T>, unit: UnitServices): Promise<T> {
		const { failure: why, value } = await this.answers.answerTo(call, {
			buy: (onMayBeCharged) => this.buy(call, unit, onMayBeCharged),
			onShared: (from) => {
				unit.tally.share();
				if (from === 'otherItem') this.units.ended(unit.tally);
			},
		});
		if (why) return await fail(why);
		if (call.apiOf) unit.tally.answerFrom(call.apiOf(value));
		if (call.insteadOf) unit.tally.answerInsteadOf(call.insteadOf.models);
		if (call.announces) this.lanes.announced(call.announces(value));
		return value;
	}

	private async buy<T>(
		call: Call<T>,
		unit: UnitServices,
		onMayBeCharged: (why: Failure) => void,
	): Promise<Reading<T>> {
		const { state, queue } = this.lanes.place(call.lane);
		const form = new Form(call, state.learned);
		const reservation = this.reservationFor(call, form);
		const refusal = reservation?.refusal();
		if (refusal) return { failure: refusal };

		const { tally, retryAndTimeouts, yieldSlot, kept } = unit;
		tally.call();
		const size = { tokens: state.estimate(call), ...(reservation ? { reservation } : {}) };
		// Written out: to copy the unit and add to it takes some microseconds a call.
		const pending: PendingCall<T> = {
			tally,
			retryAndTimeouts,
			yieldSlot,
			kept,
			call,
			state,
			queue,
			size,
			form,
		};
		const decided = await sendWithRetries(pending, this.services);
		const reading = pending.mayHaveBeenCharged ? withChargeAdvice(call, decided) : decided;
		if (pending.mayHaveBeenCharged && isOnce(call) && reading.failure)
			onMayBeCharged(reading.failure);
		if (reading.hint !== undefined) this.services.hint(reading.hint);
		const usage = reading.usage ?? reading.failure?.usage;
		tally.end(usage);
		const used = tokensOf(usage);
		if (used) state.learn(call, used.input + used.output);
		return reading;
	}

	private reservationFor(call: Call<unknown>, form: Form): Reserved | undefined {
		const { mostTokens } = call;
		const { prices } = this.setup;
		const all: Reserved[] = [];
		if (this.tokenBudget !== undefined && mostTokens !== undefined)
			all.push(new Reservation(this.tokenBudget, mostTokens, this.services.hint));
		if (this.costBudget !== undefined && prices !== undefined && !isFree(call))
			all.push(new CostReservation(this.costBudget, prices, mostTokens));
		const reservation = together(all);
		reservation?.measure(form.outline());
		return reservation;
	}
}

function fail(why: Failure): Promise<never> {
	return Promise.reject(new Failed(why));
}
