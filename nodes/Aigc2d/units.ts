import type { OnText } from '../api/call';
import type { Output, RequestSummary } from '../api/output';
import { failure, failureOf, type Failure } from '../api/failure';
import { defaultRetryAndTimeouts, type RetryAndTimeouts } from '../api/limits';
import type { Delivery } from '../delivery/delivery';
import type { WhileWaiting } from '../delivery/pool';
import { uncheckedValue, type Field } from '../fields/field';
import { modelField } from '../fields/model';
import { readRetryAndTimeouts } from '../fields/throughput';
import type { Operation, UnitSize } from './resources/operation';
import type { Parameters } from '../fields/parameters';

/** What became of some items of a unit: an output or a failure, with the items it stands for. */
export interface Outcome {
	/** Positions in the node's input. */
	items: readonly number[];
	output?: Output;
	failure?: Failure;
}

/** A unit when it is done: its outcomes in the order of its items, and what was spent on it. */
export interface UnitResult {
	outcomes: Outcome[];
	spent: RequestSummary;
}

/** How the work on a unit goes along with that on others. */
export interface UnitOptions {
	/** Lets others have the processor while the parameters of many items are read. */
	yieldToEventLoop: () => Promise<void>;
	/** Lets another unit be begun while this one only waits. */
	yieldSlot: WhileWaiting;
	/**
	 * Whether an item that cannot be used ends the unit before anything is bought for it, because the node
	 * will stop and drop it all.
	 */
	allOrNothing: boolean;
	/** Whether the run is over before its time: nothing more is read, for reading alone can take seconds. */
	isStopped?: () => boolean;
	/** Passes text on while it comes. */
	onText?: OnText;
}

/** Items of one unit whose parameters are read in one go, in number. */
const readAtOnce = 20;

/** Cuts the input into units, lazily. */
export function* unitsOf(unit: UnitSize, itemCount: number): Generator<number[]> {
	const size = unit === 'run' ? itemCount : unit;
	for (let first = 0; first < itemCount; first += size) {
		const length = Math.min(size, itemCount - first);
		yield Array.from({ length }, (_, offset) => first + offset);
	}
}

/** How many units the input is cut into. */
export function unitCount(unit: UnitSize, itemCount: number): number {
	return unit === 'run' ? 1 : Math.ceil(itemCount / unit);
}

/**
 * Names the lane of a unit that is not read yet, by the first of its items; undefined where all units share one.
 *
 * @param varies whether a parameter differs from item to item
 */
export function laneNamer(
	{ lane = { fields: [modelField], of: String } }: Operation,
	parametersOf: (item: number) => Parameters,
	varies: (field: Field) => boolean,
): ((unit: readonly number[]) => string) | undefined {
	if (!lane.fields.some(varies)) return undefined;
	return ([first = 0]) => {
		try {
			const parameters = parametersOf(first);
			return lane.of(...lane.fields.map((field) => uncheckedValue(parameters, field)));
		} catch {
			// It will fail when it is read, and be told then.
			return '';
		}
	};
}

/**
 * Works on one unit: reads the parameters of its items, runs the operation on those that are usable,
 * and sorts what comes out by item. A failure is an outcome, never an exception.
 */
export async function runUnit(
	operation: Operation,
	unit: UnitSize,
	items: readonly number[],
	parametersOf: (item: number) => Parameters,
	delivery: Delivery,
	{ yieldToEventLoop, yieldSlot, allOrNothing, isStopped = () => false, onText }: UnitOptions,
): Promise<UnitResult> {
	const tally = delivery.tallyUnit();
	const outcomes: Outcome[] = [];
	const jobs: unknown[] = [];
	const sources: Array<readonly number[]> = [];
	let retryAndTimeouts: RetryAndTimeouts | undefined;
	for (const [position, item] of (unit === 'run' ? items.slice(0, 1) : items).entries()) {
		const itemIndexes = unit === 'run' ? items : [item];
		if (position % readAtOnce === readAtOnce - 1) await yieldToEventLoop();
		if (isStopped()) return { outcomes: cancelled(unit, items), spent: tally.summary() };
		try {
			const parameters = parametersOf(item);
			retryAndTimeouts ??= readRetryAndTimeouts(parameters);
			jobs.push(await operation.read(parameters));
			sources.push(itemIndexes);
		} catch (thrown) {
			outcomes.push({ items: itemIndexes, failure: failureOf(thrown) });
			if (allOrNothing) return { outcomes, spent: tally.summary() };
		}
	}
	const readable = sources.flat();
	if (jobs.length > 0) {
		try {
			const context = delivery.contextFor(
				tally,
				retryAndTimeouts ?? defaultRetryAndTimeouts,
				yieldSlot,
			);
			const outputs = await operation.run(jobs as [unknown], {
				...context,
				...(onText ? { onText } : {}),
			});
			for (const output of outputs) {
				const from = output.from === undefined ? readable : (sources[output.from] ?? readable);
				outcomes.push(
					'failure' in output ? { items: from, failure: output.failure } : { items: from, output },
				);
			}
		} catch (thrown) {
			for (const source of sources) outcomes.push({ items: source, failure: failureOf(thrown) });
		}
	}
	delivery.units.ended(tally);
	// An operation that forgets an item must not make it vanish; what is done once a run may give nothing.
	const accounted = new Set(outcomes.flatMap(({ items: of }) => of));
	const forgotten = unit === 'run' ? [] : readable.filter((item) => !accounted.has(item));
	outcomes.push(...forgotten.map((item) => ({ items: [item] })));
	// Stable, so that several outputs of one item keep their order.
	outcomes.sort((one, other) => (one.items[0] ?? 0) - (other.items[0] ?? 0));
	return { outcomes, spent: tally.summary() };
}

function cancelled(unit: UnitSize, items: readonly number[]): Outcome[] {
	const sources = unit === 'run' ? [items] : items.map((item) => [item]);
	return sources.map((source) => ({ items: source, failure: failure('cancelled') }));
}
