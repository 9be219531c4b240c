import { isDeepStrictEqual } from 'node:util';
import { startServer } from './server.mjs';

/** What comes with two calls at once, by the name of a model: members of the message, and of its first call. */
const forms = {
	'deepseek-like': { message: { reasoning_content: 'First 6*7' } },
	'gemini-like': { call: { extra_content: { google: { thought_signature: 'EhcKFQ==' } } } },
	'openrouter-like': {
		message: {
			reasoning: 'First 6*7',
			reasoning_details: [{ type: 'reasoning.encrypted', data: 'AAAA', index: 0 }],
		},
	},
	'minimax-like': {
		message: {
			reasoning_content: 'First 6*7',
			reasoning_details: [{ type: 'reasoning.text', text: 'First 6*7', index: 0 }],
		},
	},
};

/** The models of {@link startThoughtful}. */
export const thoughtfulModels = Object.keys(forms);

/**
 * A gateway whose models call their first tool, the Calculator, twice at once, then once, and then answer `Done`. They refuse any
 * conversation whose calls do not come back as they were sent, with all that came with them.
 */
export async function startThoughtful() {
	/** Messages as sent, by the ID of their first call. */
	const sent = new Map();
	return await startServer(({ body: { model, messages, stream, tools } }) => {
		for (const message of messages.filter(({ tool_calls }) => tool_calls)) {
			const [{ id }] = message.tool_calls;
			if (!isDeepStrictEqual(message, sent.get(id))) {
				const words = `What came with the call ${id} must be passed back, but the message is ${JSON.stringify(message)}`;
				return { status: 400, body: { error: { message: words, type: 'invalid_request_error' } } };
			}
		}
		const asked = messages.findLastIndex(({ role }) => role === 'user');
		const round = messages.slice(asked).filter(({ tool_calls }) => tool_calls).length;
		if (round === 2) return reply({ content: 'Done' }, 'stop', stream);
		const { message = {}, call = {} } = forms[model];
		const calls = Array.from({ length: 2 - round }, (_, at) => ({
			id: `call_${sent.size}_${at}`,
			type: 'function',
			function: { name: tools[0].function.name, arguments: `{"input":"6*${at + 7}"}` },
			...(at === 0 ? call : {}),
		}));
		const answer = { role: 'assistant', content: null, ...message, tool_calls: calls };
		sent.set(calls[0].id, answer);
		return reply(answer, 'tool_calls', stream);
	});
}

/** @param {any} message @param {string} finish_reason @param {boolean} stream */
function reply(message, finish_reason, stream) {
	const top = { id: 'chatcmpl-1', created: 1, model: 'thoughtful' };
	const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
	if (!stream) return { body: { ...top, choices: [{ index: 0, message, finish_reason }], usage } };
	const tool_calls = message.tool_calls?.map((call, index) => ({ ...call, index }));
	const choices = [{ index: 0, delta: { ...message, tool_calls }, finish_reason }];
	const events = [
		{ ...top, choices },
		{ ...top, choices: [], usage },
	].map((chunk) => JSON.stringify(chunk));
	return {
		headers: { 'content-type': 'text/event-stream' },
		body: [...events, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''),
	};
}
