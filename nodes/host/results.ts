import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Failed, failureOf, type Failure } from '../api/failure';
import type { Redactor } from '../api/redact/redactor';
import { memoryOf } from '../api/memoryOf';
import { countOverBudget } from '../delivery/budget/sentences';
import { heldBytes, tooLargeToKeep, type HeldAnswer } from '../delivery/heldBytes';
import type { Caller } from './caller';
import { toFailedItem, toItem } from './items';
import { toNodeError } from './nodeError';
import type { Outcome, UnitResult } from './outcome';
import type { RunResult } from './report';
import { forModel, isTool } from './tool';
import { unstored } from './unstored';

/** An item that takes more counts until its run is over, in bytes; and the smallest answers that can become one. */
const large = 8 * 1024 * 1024;
const mayBeLarge = 1024 * 1024;

/** What nobody expects: that an operation forgets an item. */
const unexplained = failureOf('The operation gave neither an output nor a failure');

/** What the results of a run are made with. */
export interface ResultsContext {
	/** Items that came in. */
	items: number;
	redactor: Redactor;
	/** Who reads along, if anyone does. */
	caller: Caller | undefined;
}

/** Makes n8n's items of what became of the units of a run, and counts what became of it. */
export class Results {
	readonly run: Omit<RunResult, 'duration'>;
	/** Whether one failure ends the run, and n8n drops it all. */
	readonly allOrNothing: boolean;
	private readonly asTool: boolean;
	private finished = 0;
	/** What its large items take. */
	private readonly kept = heldBytes.hold();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly options: ResultsContext,
	) {
		this.run = { items: options.items, failed: 0, truncated: 0, notSent: 0, unfinished: 0 };
		this.allOrNothing = !context.continueOnFail();
		this.asTool = isTool(context);
	}

	/**
	 * The items of a unit.
	 *
	 * @param unit positions in the input
	 * @param taken what its answers took until now; their items count from here on
	 * @throws NodeApiError when an item failed and the node is to stop
	 */
	async itemsOf(
		{ outcomes, spent }: UnitResult,
		unit: readonly number[],
		taken: HeldAnswer,
	): Promise<INodeExecutionData[]> {
		const failed = outcomes.find(({ output }) => output === undefined);
		if (failed !== undefined && this.allOrNothing) this.stop(failed, outcomes);
		const made = outcomes.map((outcome) => this.itemOf(outcome, spent, taken));
		this.finished += unit.length;
		const items = await Promise.all(made);
		return this.asTool ? items.map(forModel) : items;
	}

	/** The run is over, and n8n has its items. */
	close(): void {
		this.kept.release();
	}

	private stop({ items, failure }: Outcome, outcomes: readonly Outcome[]): never {
		this.run.failed += items.length;
		const kept = new Set(outcomes.flatMap(({ items: of, output }) => (output ? of : [])));
		throw toNodeError(this.context.getNode(), failure ?? unexplained, {
			items,
			finished: this.finished + kept.size,
			redactor: this.options.redactor,
			forModel: this.asTool,
		});
	}

	private async itemOf(
		{ items, output, failure = unexplained }: Outcome,
		spent: UnitResult['spent'],
		taken: HeldAnswer,
	): Promise<INodeExecutionData> {
		if (output === undefined) return this.failedItem(items, failure, spent);
		const { redactor, caller } = this.options;
		try {
			const item = await toItem(this.context, output, { items, spent, redactor });
			this.keep(item, taken);
			caller?.end(items);
			if (output.json.truncated === true) this.run.truncated++;
			return item;
		} catch (thrown) {
			const why = unstored(thrown, output);
			if (this.allOrNothing) {
				// Its unit was counted when it was begun to be stored.
				this.finished -= items.length;
				this.stop({ items, failure: why }, []);
			}
			return this.failedItem(items, why, spent);
		}
	}

	/** Counts an item that is large as long as n8n keeps it beside the others of the run. */
	private keep(item: INodeExecutionData, taken: HeldAnswer): void {
		if (taken.bytes < mayBeLarge) return;
		taken.release();
		const memory = memoryOf(item);
		if (memory > large && !this.kept.add(memory)) throw new Failed(tooLargeToKeep());
	}

	private failedItem(
		items: readonly number[],
		failure: Failure,
		spent: UnitResult['spent'],
	): INodeExecutionData {
		const { redactor, caller } = this.options;
		caller?.end(items, failure);
		this.run.failed += items.length;
		countOverBudget(this.run, failure, items.length);
		return toFailedItem(failure, { items, spent, redactor });
	}
}
