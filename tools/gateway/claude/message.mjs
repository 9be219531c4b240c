/** The shapes of Claude's answers. */
import { randomUUID } from 'node:crypto';

const newId = (beginning) => `${beginning}_${randomUUID().replaceAll('-', '')}`;

/** @param {{ finishReason: string, stop?: string }} choice @param {boolean} [calling] */
function stopMembers({ finishReason, stop }, calling = false) {
	const other = stop === undefined ? 'end_turn' : 'stop_sequence';
	const done = calling ? 'tool_use' : other;
	return {
		stop_reason: finishReason === 'length' ? 'max_tokens' : done,
		stop_sequence: stop ?? null,
	};
}

const usageMembers = (inputTokens, outputTokens) => ({
	input_tokens: inputTokens,
	cache_creation_input_tokens: 0,
	cache_read_input_tokens: 0,
	output_tokens: outputTokens,
});

/** What every part of one message has in common. @param {string} model @param {string} [tool] name of the one that it calls */
export function messageHead(model, tool) {
	return { id: newId('msg'), model, call: tool && { id: newId('toolu'), name: tool } };
}

/** A whole message. @param {ReturnType<typeof messageHead>} head @param {{ text: string, finishReason: string, stop?: string }} choice */
export function messageBody({ id, model, call }, choice, { prompt_tokens, completion_tokens }) {
	const block = call
		? { type: 'tool_use', ...call, input: readInput(choice.text) }
		: { type: 'text', text: choice.text };
	return {
		id,
		type: 'message',
		role: 'assistant',
		model,
		content: choice.text === '' ? [] : [block],
		...stopMembers(choice, Boolean(call)),
		usage: usageMembers(prompt_tokens, completion_tokens),
	};
}

/** An input that was cut off is no JSON; Claude sends what there is of it as an empty one. */
function readInput(text) {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}

/** Makes the events of one streamed message, each with the name that it is sent under as its `type`. */
export function eventsOf({ id, model, call }) {
	const index = 0;
	return {
		start: (inputTokens) => ({
			type: 'message_start',
			message: {
				id,
				type: 'message',
				role: 'assistant',
				model,
				content: [],
				stop_reason: null,
				stop_sequence: null,
				usage: usageMembers(inputTokens, 0),
			},
		}),
		blockStart: () => ({
			type: 'content_block_start',
			index,
			content_block: call ? { type: 'tool_use', ...call, input: {} } : { type: 'text', text: '' },
		}),
		ping: () => ({ type: 'ping' }),
		text: (text) => ({
			type: 'content_block_delta',
			index,
			delta: call ? { type: 'input_json_delta', partial_json: text } : { type: 'text_delta', text },
		}),
		blockStop: () => ({ type: 'content_block_stop', index }),
		finish: (choice, { completion_tokens }) => ({
			type: 'message_delta',
			delta: stopMembers(choice, Boolean(call)),
			usage: { output_tokens: completion_tokens },
		}),
		stop: () => ({ type: 'message_stop' }),
	};
}

/** An answer of the old route, or a piece of it; the last piece and the whole have a `choice` with its end. */
export function completionOf(id, model, completion, choice) {
	const { stop_reason, stop_sequence } = choice
		? stopMembers(choice)
		: { stop_reason: null, stop_sequence: null };
	return {
		type: 'completion',
		id,
		completion,
		// This route has no word for a turn that ended by itself: it ends before the next "\n\nHuman:".
		stop_reason: stop_reason === 'end_turn' ? 'stop_sequence' : stop_reason,
		stop: stop_reason === 'end_turn' ? '\n\nHuman:' : stop_sequence,
		model,
	};
}

export const completionId = () => newId('compl');
