import type { OnText } from '../api/call';
import { defined } from '../api/defined';
import { failure, failureOf } from '../api/failure';
import { defaultRetryAndTimeouts, type RetryAndTimeouts } from '../api/limits';
import type { RunTool, Tool } from '../api/tool/tool';
import type { Delivery } from '../delivery/delivery';
import type { HeldAnswer } from '../delivery/heldBytes';
import type { WhileWaiting } from '../delivery/pool';
import type { Tally } from '../delivery/tally';
import { sendFrom } from '../fields/panelAdvice';
import type { Parameters } from '../fields/parameters';
import { readRetryAndTimeouts } from '../fields/throughput';
import type { Outcome, UnitResult } from '../host/outcome';
import type { Operation, UnitSize } from './resources/operation';

/** One unit, and what it is done with. */
export interface UnitWork {
	operation: Operation;
	unit: UnitSize;
	/** Positions in the node's input. */
	items: readonly number[];
	parametersOf: (item: number) => Parameters;
	delivery: Delivery;
	/** What its answers take until they are items; absent: nobody waits for that. */
	kept?: HeldAnswer;
}

/** How the work on a unit goes along with that on others. */
export interface UnitOptions {
	/** Lets others have the processor while the parameters of many items are read. */
	yieldToEventLoop: () => Promise<void>;
	/** Lets another unit be begun while this one only waits. */
	yieldSlot: WhileWaiting;
	/**
	 * Whether an item that cannot be read ends the unit before anything is sent for it: the node is set to stop
	 * on errors, and n8n then drops the outputs of the run.
	 */
	allOrNothing: boolean;
	/** Whether the run was stopped: then nothing more is read, because reading many items takes seconds. */
	isStopped?: () => boolean;
	/** Passes text on while it comes. */
	onText?: OnText;
	/** The tools that are connected to the node; absent: none can be. */
	tools?: () => Promise<readonly Tool[]>;
}

/** Items of one unit whose parameters are read in one go, in number. */
const readAtOnce = 20;

/** What was read of a unit. */
interface ReadUnit {
	jobs: unknown[];
	/** Items of each job. */
	sources: Array<readonly number[]>;
	retryAndTimeouts: RetryAndTimeouts;
	/** Items that could not be read. */
	unread: Outcome[];
}

/**
 * Works on one unit: reads the parameters of its items, runs the operation on those that are usable,
 * and sorts what comes out by item. A failure is an outcome, never an exception.
 */
export async function runUnit(work: UnitWork, options: UnitOptions): Promise<UnitResult> {
	const tally = work.delivery.tallyUnit();
	const read = await readUnit(work, options);
	const isDone = read.jobs.length === 0 || (options.allOrNothing && read.unread.length > 0);
	const made = isDone ? [] : await runJobs(work, read, tally, options);
	work.delivery.units.ended(tally);
	const outcomes = [...read.unread, ...made];
	// Stable, so that several outputs of one item keep their order.
	outcomes.sort((one, other) => (one.items[0] ?? 0) - (other.items[0] ?? 0));
	return { outcomes, spent: tally.summary(), charges: tally.charges };
}

async function readUnit(
	{ operation, unit, items, parametersOf }: UnitWork,
	{ yieldToEventLoop, allOrNothing, isStopped }: UnitOptions,
): Promise<ReadUnit> {
	const all = unit === 'run' ? [items] : items.map((item) => [item]);
	const read: ReadUnit = {
		jobs: [],
		sources: [],
		retryAndTimeouts: defaultRetryAndTimeouts,
		unread: [],
	};
	for (const [position, source] of all.entries()) {
		if (position % readAtOnce === readAtOnce - 1) await yieldToEventLoop();
		if (isStopped?.()) {
			const unread = all.map((of) => ({ items: of, failure: failure('cancelled') }));
			return { ...read, jobs: [], unread };
		}
		try {
			const parameters = parametersOf(source[0] ?? 0);
			if (read.jobs.length === 0) read.retryAndTimeouts = readRetryAndTimeouts(parameters);
			read.jobs.push(await operation.read(parameters));
			read.sources.push(source);
		} catch (thrown) {
			read.unread.push({ items: source, failure: failureOf(thrown) });
			if (allOrNothing) return read;
		}
	}
	return read;
}

async function runJobs(
	{ operation, unit: size, delivery, kept }: UnitWork,
	{ jobs, sources, retryAndTimeouts }: ReadUnit,
	tally: Tally,
	{ yieldSlot, onText, tools = async () => [] }: UnitOptions,
): Promise<Outcome[]> {
	const readable = sources.flat();
	const context = delivery.contextFor(tally, retryAndTimeouts, yieldSlot, kept);
	try {
		const send = sendFrom(operation.fields, context.send);
		const [unit = 0] = readable;
		const runTool: RunTool = async (tool, call) =>
			await delivery.runTool(tool, call, { unit, retryAndTimeouts, yieldSlot });
		const told = { ...context, send, tools, runTool, ...defined({ onText }) };
		const outputs = await operation.run(jobs as [unknown], told);
		const outcomes = outputs.map((output): Outcome => {
			const items = output.from === undefined ? readable : (sources[output.from] ?? readable);
			return 'failure' in output ? { items, failure: output.failure } : { items, output };
		});
		// An item of which the operation says nothing fails; only what is done once a run may have no outputs.
		if (size === 'run') return outcomes;
		const accounted = new Set(outcomes.flatMap(({ items }) => items));
		const forgotten = readable.filter((item) => !accounted.has(item));
		return [...outcomes, ...forgotten.map((item) => ({ items: [item] }))];
	} catch (thrown) {
		return sources.map((items) => ({ items, failure: failureOf(thrown) }));
	}
}
