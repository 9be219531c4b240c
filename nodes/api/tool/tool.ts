import type { JsonObject } from '../json';

/** What a tool gave: a text for the model, or why there is none. */
export type ToolResult =
	| { result: string; error?: undefined }
	| { result?: undefined; error: string };

/** A tool that the model may call while its answer is made. */
export interface Tool {
	name: string;
	/** Tells the model what it is for; may be empty. */
	description: string;
	/** JSON Schema of its arguments, which are an object. */
	parameters: JsonObject;
	/** Tools of one queue run one after the other, over all items; absent: side by side. */
	queue?: string;
	/**
	 * Runs it. What goes wrong is a result.
	 *
	 * @param signal tells it that nobody waits for it any more
	 */
	run(args: JsonObject, signal: AbortSignal): Promise<ToolResult>;
}

/** A call of a tool that is to be run. */
export interface ToolCall {
	/** ID of the call in its conversation. */
	id: string;
	arguments: JsonObject;
}

/**
 * Runs a call of a tool, for as long as one request may take. A further try of the run is given what it gave.
 *
 * @throws Failed (`cancelled`) when the run was stopped
 */
export type RunTool = (tool: Tool, call: ToolCall) => Promise<ToolResult>;

/** What became of a call, as the output shows it. */
export interface ToolRun {
	name: string;
	/** An object; the text that the model wrote where it is none. */
	arguments: unknown;
	/** What the model was given; null where there was nothing. */
	result: string | null;
	/** Why there was nothing; the model was told. */
	error?: string;
}
