/** The shapes of OpenAI's answers on /v1/responses, made of those of chat. */
import { randomUUID } from 'node:crypto';

/** The whole answer. @param {Record<string, any>} completion as chat has it */
export function responseBody({ id, created, model, choices: [choice], usage }) {
	const isCut = choice.finish_reason === 'length';
	return {
		id: id.replace('chatcmpl', 'resp'),
		object: 'response',
		created_at: created,
		status: isCut ? 'incomplete' : 'completed',
		error: null,
		incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
		model,
		output: itemsOf(choice.message),
		usage: usage && {
			input_tokens: usage.prompt_tokens,
			output_tokens: usage.completion_tokens,
			total_tokens: usage.total_tokens,
		},
	};
}

/** A thought stands before calls: a client that loses it on the way is refused in the next turn. */
function itemsOf({ content, tool_calls: calls = [] }) {
	const said = content ? [messageItem(content)] : [];
	const thought = calls.length === 0 ? [] : [thoughtItem(calls)];
	return [...said, ...thought, ...calls.map(callItem)];
}

export function messageItem(text) {
	return {
		id: `msg_${randomUUID()}`,
		type: 'message',
		status: 'completed',
		role: 'assistant',
		content: [{ type: 'output_text', text, annotations: [] }],
	};
}

function thoughtItem(calls) {
	const names = calls.map(({ function: called }) => called.name).join(', ');
	return {
		id: `rs_${randomUUID()}`,
		type: 'reasoning',
		summary: [{ type: 'summary_text', text: `The script calls ${names}.` }],
		encrypted_content: Buffer.from(names).toString('base64'),
	};
}

function callItem({ id, function: { name, arguments: given } }) {
	return {
		id: `fc_${randomUUID()}`,
		type: 'function_call',
		status: 'completed',
		call_id: id,
		name,
		arguments: given,
	};
}
