import type { Failure } from '../api/failure';
import type { Output, RequestSummary } from '../api/output';
import type { Charge } from '../api/prices/charge';

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
	/** What its requests may have been charged for. */
	charges: readonly Charge[];
}
