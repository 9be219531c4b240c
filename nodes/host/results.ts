import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failureOf, type Failure } from '../api/failure';
import { nothingToHide, type Redactor } from '../api/redact/redactor';
import { countOverBudget } from '../delivery/budget/sentences';
import { nothingSpent } from '../delivery/tally';
import type { Caller } from './caller';
import { toFailedItem, toItem, type ItemContext } from './items';
import { passesDescriptionAlone, toNodeError } from './nodeError';
import type { Outcome, UnitResult } from './outcome';
import type { RunResult } from './report';
import { forModel, isTool } from './tool';
import { unstored } from './unstored';

/** What nobody expects: that an operation forgets an item. */
const unexplained = failureOf('The operation gave neither an output nor a failure');

/** What the results of a run are made with. */
export interface ResultsContext {
	/** Items that came in. */
	items: number;
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

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly options: ResultsContext,
	) {
		this.run = { items: options.items, failed: 0, truncated: 0, notSent: 0, unfinished: 0 };
		this.allOrNothing = !context.continueOnFail();
		this.asTool = isTool(context);
	}

	/**
	 * The items of a unit, or of a part of it.
	 *
	 * @param unit positions in the input
	 * @param redactor takes out what must not appear in them
	 * @throws NodeApiError when an item failed and the node is to stop
	 */
	async itemsOf(
		{ outcomes, spent }: UnitResult,
		unit: readonly number[],
		redactor: Redactor,
	): Promise<INodeExecutionData[]> {
		const failed = outcomes.find(({ output }) => output === undefined);
		if (failed !== undefined && this.allOrNothing) this.stop(failed, outcomes, redactor);
		const made = outcomes.map((outcome) => this.itemOf(outcome, spent, redactor));
		this.finished += unit.length;
		const items = await Promise.all(made);
		return this.asTool ? items.map(forModel) : items;
	}

	/**
	 * Items for which nothing can be sent: their credential cannot be used.
	 *
	 * @throws NodeApiError when the node is to stop
	 */
	async unsent(items: readonly number[], failure: Failure): Promise<INodeExecutionData[]> {
		const result = { outcomes: [{ items, failure }], spent: nothingSpent };
		return await this.itemsOf(result, items, nothingToHide);
	}

	private stop(
		{ items, failure }: Outcome,
		outcomes: readonly Outcome[],
		redactor: Redactor,
	): never {
		this.run.failed += items.length;
		const kept = new Set(outcomes.flatMap(({ items: of, output }) => (output ? of : [])));
		throw toNodeError(this.context.getNode(), failure ?? unexplained, {
			items,
			finished: this.finished + kept.size,
			redactor,
			forModel: this.asTool,
			descriptionAlone: passesDescriptionAlone(this.context),
		});
	}

	private async itemOf(
		{ items, output, failure = unexplained }: Outcome,
		spent: UnitResult['spent'],
		redactor: Redactor,
	): Promise<INodeExecutionData> {
		const made = { items, spent, redactor };
		if (output === undefined) return this.failedItem(failure, made);
		const { caller } = this.options;
		try {
			const item = await toItem(this.context, output, made);
			caller?.end(items, redactor);
			if (output.json.truncated === true) this.run.truncated++;
			return item;
		} catch (thrown) {
			const why = unstored(thrown, output);
			if (this.allOrNothing) {
				// Its unit was counted when it was begun to be stored.
				this.finished -= items.length;
				this.stop({ items, failure: why }, [], redactor);
			}
			return this.failedItem(why, made);
		}
	}

	private failedItem(failure: Failure, made: ItemContext): INodeExecutionData {
		const { items, redactor } = made;
		this.options.caller?.end(items, redactor, failure);
		this.run.failed += items.length;
		countOverBudget(this.run, failure, items.length);
		return toFailedItem(failure, made);
	}
}
