import type { RunLimits } from '../api/limits';
import { Capacity } from './capacity';
import { RunTally } from './tally';
import { ToolRuns } from './toolRuns';

/** What all deliveries of a run have in common: there is one for each credential that its items use. */
export interface RunTotals {
	tally: RunTally;
	/** Sentences for the user, each once. */
	hints: Set<string>;
	/** What the run may have under way. */
	capacity: Capacity;
	/** Tools that models call. */
	toolRuns: ToolRuns;
}

/** Nothing spent, nothing said, nothing under way. */
export function newTotals({ maxConcurrency }: RunLimits): RunTotals {
	return {
		tally: new RunTally(),
		hints: new Set(),
		capacity: new Capacity(maxConcurrency),
		toolRuns: new ToolRuns(maxConcurrency),
	};
}
