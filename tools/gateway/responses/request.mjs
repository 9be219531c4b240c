/** A request of POST /v1/responses as one of POST /v1/chat/completions, which the models know. */
import { invalidField } from '../errors.mjs';
import { isObject } from '../isObject.mjs';

/** Members of Chat Completions that this route does not have, and where they have gone. */
const moved = {
	messages: 'input',
	max_tokens: 'max_output_tokens',
	max_completion_tokens: 'max_output_tokens',
	response_format: 'text.format',
	reasoning_effort: 'reasoning.effort',
};

/**
 * @param {unknown} body
 * @returns {Record<string, any>}
 * @throws {import('../errors.mjs').ApiError} 400
 */
export function toChat(body) {
	if (!isObject(body)) throw invalidField('input', 'The body must be a JSON object.');
	for (const [name, now] of Object.entries(moved)) {
		if (body[name] !== undefined)
			throw invalidField(
				name,
				`Unsupported parameter: '${name}'. In the Responses API, this parameter has moved to '${now}'.`,
				'unsupported_parameter',
			);
	}
	const { input, instructions, max_output_tokens: most, text, tools, stream, ...rest } = body;
	const { store, include, reasoning, tool_choice, ...others } = rest;
	const format = text?.format;
	return {
		...others,
		messages: [
			...(instructions ? [{ role: 'system', content: instructions }] : []),
			...(typeof input === 'string' ? [{ role: 'user', content: input }] : toMessages(input)),
		],
		...(most === undefined ? {} : { max_tokens: most }),
		...(format === undefined || format.type === 'text'
			? {}
			: { response_format: toFormat(format) }),
		...(tools === undefined
			? {}
			: { tools: tools.map(({ type, ...called }) => ({ type, function: called })) }),
		...(tool_choice === undefined ? {} : { tool_choice }),
		...(stream === true ? { stream, stream_options: { include_usage: true } } : {}),
	};
}

function toFormat({ type, ...schema }) {
	return type === 'json_schema' ? { type, json_schema: schema } : { type };
}

/** Items in a row that belong to one message of the model are joined to one. */
function toMessages(input) {
	if (!Array.isArray(input) || !input.every(isObject))
		throw invalidField('input', "Invalid 'input': expected a text or an array of objects.");
	const messages = [];
	let hasThought = false;
	for (const item of input) {
		if (item.type === 'reasoning') hasThought = true;
		else if (item.type === 'function_call') {
			if (!hasThought)
				throw invalidField(
					'input',
					`Item of type 'function_call' was provided without its required 'reasoning' item.`,
				);
			const last = messages.at(-1);
			const message = last?.role === 'assistant' ? last : { role: 'assistant', content: null };
			if (message !== last) messages.push(message);
			const { call_id: id, name, arguments: given } = item;
			(message.tool_calls ??= []).push({
				id,
				type: 'function',
				function: { name, arguments: given },
			});
		} else if (item.type === 'function_call_output') {
			hasThought = false;
			messages.push({ role: 'tool', tool_call_id: item.call_id, content: item.output });
		} else messages.push({ role: item.role, content: toContent(item.content) });
	}
	return messages;
}

function toContent(content) {
	if (!Array.isArray(content)) return content;
	return content.map((part) =>
		part.type === 'input_image'
			? { type: 'image_url', image_url: { url: part.image_url } }
			: { type: 'text', text: part.text },
	);
}
