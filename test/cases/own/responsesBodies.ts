import type { Answer, Ask } from '../../support/wire/case';
import { usage as chatUsage } from './build';

type Json = { [name: string]: unknown };

/** Token usage with the names of this route; its numbers are those of {@link chatUsage}. */
export const usage = { input_tokens: 9, output_tokens: 12, total_tokens: 21 };
export { chatUsage };

export const path = '/v1/responses';

/** Asks on this route at once. */
export const here = (more: Partial<Ask> = {}): Partial<Ask> => ({
	...more,
	options: { api: 'responses', ...more.options },
});

/** The option Tools with functions of these names. */
export const tools = (...names: string[]) => ({
	tools: JSON.stringify(
		names.map((name) => ({
			type: 'function',
			function: { name, parameters: { type: 'object', properties: { a: { type: 'number' } } } },
		})),
	),
});

export const message = (text: string, more: Json = {}): Json => ({
	id: 'msg_1',
	type: 'message',
	status: 'completed',
	role: 'assistant',
	content: [{ type: 'output_text', text, annotations: [] }],
	...more,
});

export const call = (name: string, args: string, more: Json = {}): Json => ({
	id: `fc_${name}`,
	type: 'function_call',
	status: 'completed',
	call_id: `call_${name}`,
	name,
	arguments: args,
	...more,
});

export const thought = (text: string, more: Json = {}): Json => ({
	id: 'rs_1',
	type: 'reasoning',
	summary: [{ type: 'summary_text', text }],
	...more,
});

/** A whole answer. */
export const bodyOf = (output: unknown[], more: Json = {}): Json => ({
	id: 'resp_1',
	object: 'response',
	created_at: 1_700_000_000,
	status: 'completed',
	error: null,
	incomplete_details: null,
	model: 'm-1',
	output,
	usage,
	...more,
});

/** An answer with that body. */
export const json = (body: unknown, status = 200): Answer => ({
	status,
	content_type: 'application/json',
	path,
	body: JSON.stringify(body),
});

export const whole = (output: unknown[], more: Json = {}): Answer => json(bodyOf(output, more));

/** An answer in events, whose type stands in their data; each arrives alone. */
export const events = (...list: Json[]): Answer => ({
	content_type: 'text/event-stream',
	path,
	body: list.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`),
	between: 2,
});

export const event = (type: string, more: Json = {}): Json => ({
	type: `response.${type}`,
	...more,
});

export const created = event('created', {
	response: bodyOf([], { status: 'in_progress', usage: null }),
});
export const completed = (output: unknown[] = [], more: Json = {}) =>
	event('completed', { response: bodyOf(output, more) });

/** A piece of the text of the item with that index. */
export const delta = (text: string, index = 0, more: Json = {}) =>
	event('output_text.delta', {
		output_index: index,
		content_index: 0,
		item_id: 'msg_1',
		delta: text,
		...more,
	});

export const added = (item: Json, index = 0) =>
	event('output_item.added', { output_index: index, item });
export const done = (item: Json, index = 0) =>
	event('output_item.done', { output_index: index, item });
export const args = (piece: string, index = 0, more: Json = {}) =>
	event('function_call_arguments.delta', { output_index: index, delta: piece, ...more });
