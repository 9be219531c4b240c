import type { FailedOutput, Output } from '../../api/output';
import type { OnText, Send, Wait } from '../../api/call';
import type { RunTool, Tool } from '../../api/tool/tool';
import type { Field } from '../../fields/field';
import type { Parameters } from '../../fields/parameters';

/** What an operation is handed to work with. */
export interface OperationContext {
	send: Send;
	wait: Wait;
	/** Time in milliseconds; only differences mean something. */
	now(): number;
	/** Tells the user something about the run, above its output; the same sentence is shown once. */
	hint(sentence: string): void;
	/** Passes the text of the item on as it comes; present when a chat or webhook streams the answer. */
	onText?: OnText;
}

/** The tools that are connected to the node. */
export interface ToolContext {
	/**
	 * As they are for the item; none where none are connected, or none can be.
	 *
	 * @throws Failed (`input`) when one cannot be used
	 */
	tools(): Promise<readonly Tool[]>;
	runTool: RunTool;
}

/**
 * Items that one unit takes. `Infinity`: all of them together. `run`: the operation is done once for the
 * whole run, with the parameters of the first item.
 */
export type UnitSize = number | 'run';

/** Names the lane of an item by the unchecked values of some fields. A wrong name only costs time. */
export interface LaneHint {
	fields: readonly Field[];
	of(...values: unknown[]): string;
}

/**
 * One operation of the node: its fields, and what it does with them. It knows neither n8n nor how
 * requests go out; adding one is a file and a row in the table.
 */
export interface Operation<Job = unknown> {
	/** Internal name, as workflows store it. */
	value: string;
	/** Label in the dropdown. */
	name: string;
	/** Sentence in the node panel. */
	action: string;
	/** Explains the operation in the dropdown. */
	description: string;
	/** Whether tools can be connected to the node when this operation is chosen. */
	takesTools?: true;
	/** Shown when this operation is chosen. */
	fields: readonly Field[];
	/** How many items one unit takes; from the parameters of the first item where a field decides it. */
	unit: UnitSize | ((parameters: Parameters) => UnitSize);
	/** Names the lane of an item before it is read, so that items of a busy lane can wait; absent: that of its model. */
	lane?: LaneHint;
	/**
	 * Reads and checks the parameters of one item.
	 *
	 * @throws Failed (`input`) naming the field
	 */
	read(parameters: Parameters): Promise<Job> | Job;
	/**
	 * Does the work of a unit. Outputs of a unit with several items say which item they come from. What is
	 * thrown fails every item of the unit; a single one of them is failed by a {@link FailedOutput}.
	 */
	run(
		jobs: readonly [Job, ...Job[]],
		context: OperationContext & ToolContext,
	): Promise<Array<Output | FailedOutput>>;
}

/** A resource of the node with its operations. */
export interface Resource {
	value: string;
	name: string;
	/** The first one is chosen at the start. */
	operations: readonly [Operation, ...Operation[]];
}

/** Lets the table hold operations whose jobs differ in type; each only ever gets jobs it has read itself. */
export function operation<Job>(definition: Operation<Job>): Operation {
	return definition as Operation;
}
