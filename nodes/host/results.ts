import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { defined } from '../api/defined';
import { Failed, failureOf, type Failure } from '../api/failure';
import { memoryOf } from '../api/memoryOf';
import type { Cost, IncludeInput } from '../api/output';
import { nothingToHide, type Redactor } from '../api/redact/redactor';
import type { Prices } from '../api/prices/prices';
import { countOverBudget, newBudgetResult } from '../delivery/budget/sentences';
import { heldBytes, tooLargeToKeep, type HeldAnswer } from '../delivery/heldBytes';
import { nothingSpent } from '../delivery/tally';
import type { Caller } from './caller';
import { RunCosts } from './costs';
import { toFailedItem, toItem, type ItemContext } from './items';
import { passesDescriptionAlone, toNodeError } from './nodeError';
import type { Outcome, UnitResult } from './outcome';
import type { FailureCounts, RunResult } from './runInWords';
import { forModel, isTool } from './tool';
import { unstored } from './unstored';
import { withInput } from './withInput';
import { withoutSecrets } from './withoutSecrets';

/** An item that takes more counts until its run is over, in bytes; and the smallest answers that can become one. */
const large = 8 * 1024 * 1024;
const mayBeLarge = 1024 * 1024;

/** What nobody expects: that an operation forgets an item. */
const unexplained = failureOf('The operation gave neither an output nor a failure');

/** What the results of a run are made with. */
export interface ResultsContext {
	/** Items that came in. */
	items: number;
	/** Who reads along, if anyone does. */
	caller: Caller | undefined;
	/** What the output of an item has of its input. */
	includeInput: (item: number) => IncludeInput;
}

/** What the items of a unit are made with. */
interface MadeBy {
	/** Takes out what must not appear in them. */
	redactor: Redactor;
	/** What requests cost; absent: the credential has no prices. */
	prices?: Prices | undefined;
	/** What its answers took until now; their items count from here on. Absent: there were none. */
	taken?: HeldAnswer;
}

/** Makes n8n's items of what became of the units of a run, and counts what became of it. */
export class Results {
	readonly run: Omit<RunResult, 'costs' | 'duration' | 'unit'> & { readonly kinds: FailureCounts };
	/** Whether one failure ends the run, and n8n drops it all. */
	readonly allOrNothing: boolean;
	readonly costs = new RunCosts();
	private readonly asTool: boolean;
	private finished = 0;
	/** What its large items take. */
	private readonly kept = heldBytes.hold();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly options: ResultsContext,
	) {
		const counts = { failed: 0, truncated: 0, ...newBudgetResult() };
		this.run = { items: options.items, ...counts, kinds: new Map() };
		this.allOrNothing = !context.continueOnFail();
		this.asTool = isTool(context);
	}

	/**
	 * The items of a unit, or of a part of it.
	 *
	 * @param unit positions in the input
	 * @throws NodeApiError when an item failed and the node is to stop
	 */
	async itemsOf(
		{ outcomes, spent, charges }: UnitResult,
		unit: readonly number[],
		by: MadeBy,
	): Promise<INodeExecutionData[]> {
		const failed = outcomes.find(({ output }) => output === undefined);
		if (failed !== undefined && this.allOrNothing) this.stop(failed, outcomes, by.redactor);
		const costs = by.prices ? this.costs.of(outcomes, charges, by.prices) : [];
		const made = outcomes.map((outcome, position) =>
			this.itemOf(outcome, { spent, cost: costs[position] }, by),
		);
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
		const result = { outcomes: [{ items, failure }], spent: nothingSpent, charges: [] };
		return await this.itemsOf(result, items, { redactor: nothingToHide });
	}

	/** Items that have their output or failure. */
	get done(): number {
		return this.finished;
	}

	/** The run is over, and n8n has its items. */
	close(): void {
		this.kept.release();
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
		{ spent, cost }: { spent: UnitResult['spent']; cost: Cost | null | undefined },
		{ redactor, taken }: MadeBy,
	): Promise<INodeExecutionData> {
		const made = { items, spent, redactor, ...defined({ cost }) };
		if (output === undefined) return this.failedItem(failure, made);
		const { caller } = this.options;
		try {
			const item = await toItem(this.context, output, made);
			this.keep(item, taken);
			caller?.end(items, redactor);
			if (output.json.truncated === true) this.run.truncated++;
			return await this.addInput(item, made);
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

	/**
	 * Adds what an item is to have of its input. That is the user's own, and goes through the redactor all the same: a key
	 * that was read from a table of tenants must not stand in what goes on to others.
	 */
	private async addInput(
		item: INodeExecutionData,
		{ items: [position, ...others], redactor }: ItemContext,
	): Promise<INodeExecutionData> {
		// A model that runs the node as a tool has written the input itself.
		if (this.asTool || position === undefined || others.length > 0) return item;
		const how = this.options.includeInput(position);
		if (how === 'off') return item;
		const input = this.context.getInputData()[position]?.json ?? {};
		const json = withInput(item.json, await withoutSecrets(input, redactor), how);
		return { ...item, json: json as IDataObject };
	}

	/** Counts an item that is large as long as n8n keeps it beside the others of the run. */
	private keep(item: INodeExecutionData, taken?: HeldAnswer): void {
		if (taken === undefined || taken.bytes < mayBeLarge) return;
		taken.release();
		const memory = memoryOf(item);
		if (memory > large && !this.kept.add(memory)) throw new Failed(tooLargeToKeep());
	}

	private failedItem(failure: Failure, made: ItemContext): INodeExecutionData {
		const { items, redactor } = made;
		this.options.caller?.end(items, redactor, failure);
		this.run.failed += items.length;
		const { kinds } = this.run;
		kinds.set(failure.kind, (kinds.get(failure.kind) ?? 0) + items.length);
		countOverBudget(this.run, failure, items.length);
		return toFailedItem(failure, made);
	}
}
