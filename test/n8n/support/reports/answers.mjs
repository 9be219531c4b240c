/** Answers of gateways: each is made of the request, so that it comes streamed where a stream is asked for. */

/** @typedef {import('../server.mjs').Received} Received @typedef {import('../server.mjs').Reply} Reply */
/** @typedef {(request: Received, position: number) => Reply | Promise<Reply>} Answer */

const top = { id: 'chatcmpl-1', created: 1, model: 'strict' };
const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };

/** A message, also one that no description of OpenAI knows. @param {object} message @param {string} finish_reason @returns {Answer} */
export const message =
	(message, finish_reason = 'stop') =>
	({ body: { stream } }) =>
		stream ? streamed(message, finish_reason) : whole(message, finish_reason);

/** A text. @param {unknown} content @param {string} [finish_reason] @returns {Answer} */
export const text = (content, finish_reason) =>
	message({ role: 'assistant', content }, finish_reason);

/** A call of a tool. @param {string} name @param {object} input @param {string} [id] @returns {Answer} */
export const call = (name, input, id = `call_${name}`) =>
	message(
		{
			role: 'assistant',
			content: null,
			tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(input) } }],
		},
		'tool_calls',
	);

/** A refusal. @param {unknown} body @param {number} [status] @returns {Answer} */
export const refusal =
	(body, status = 400) =>
	() => ({ status, body });

/** The first to the first request, and so on; the last one again and again. @param {...Answer} answers @returns {Answer} */
export const inTurn =
	(...answers) =>
	(request, position) =>
		answers[Math.min(position, answers.length - 1)](request, position);

function whole(message, finish_reason) {
	return {
		body: {
			...top,
			object: 'chat.completion',
			choices: [{ index: 0, message, finish_reason }],
			usage,
		},
	};
}

function streamed(message, finish_reason) {
	const tool_calls = message.tool_calls?.map((call, index) => ({ index, ...call }));
	const delta = tool_calls ? { ...message, tool_calls } : message;
	const events = [
		{ ...top, choices: [{ index: 0, delta, finish_reason: null }] },
		{ ...top, choices: [{ index: 0, delta: {}, finish_reason }] },
		{ ...top, choices: [], usage },
	].map((event) => JSON.stringify(event));
	return {
		headers: { 'content-type': 'text/event-stream' },
		body: [...events, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''),
	};
}
