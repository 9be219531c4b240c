import type { Failure, ModelFailure } from './failure';
import type { JsonObject } from './json';

/** What was spent on an item: the `request` member of every output. */
export interface RequestSummary {
	/** Requests that were needed. */
	sent: number;
	/** HTTP requests that were made for them, repetitions included. */
	attempts: number;
	/** Attempts that the gateway turned away for its rate limit. */
	refused: number;
	/** From the first request to the last answer, waiting included. */
	duration_ms: number;
	/** Host that gave the last answer; null when there was none. */
	host: string | null;
	/** Route that gave the last answer, where a conversation may take either of two. */
	api?: 'chatCompletions' | 'responses';
	/** The answer was paid for by another item of the run, or by an earlier try of the node. */
	shared?: true;
	/** Models that were asked before and could not answer, where a fallback model did. */
	fallbacks?: readonly ModelFailure[];
}

/** What was paid for an item. */
export interface Cost {
	/** A decimal number, exact to twelve places. */
	amount: number;
	/** USD, points, or the currency of the user's table. */
	unit: string;
}

/**
 * What of its input item an output has: nothing, its members beside those of the answer, or all of them in one member
 * `input`.
 */
export type IncludeInput = 'off' | 'beside' | 'input';

/** A file that an operation hands to the host. */
export interface BinaryOutput {
	bytes: Uint8Array;
	mimeType: string;
	fileName: string;
}

/** An item of a unit that failed although others of the unit did not. */
export interface FailedOutput {
	failure: Failure;
	/** Position within the unit of the item. */
	from: number;
}

/** One output item of an operation. */
export interface Output {
	json: JsonObject;
	binary?: { [name: string]: BinaryOutput };
	/** Position within the unit of the item it came from; absent: it came from all of them. */
	from?: number;
}
