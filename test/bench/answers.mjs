/** What the gateway of the bench says: about 1 kB, as JSON, as a stream, or as OpenAI's Response. */

const words = 'The customer asks where the parcel is, was promised Friday, and wants a call. ';
const text = words.repeat(8).trim();
const pieces = text.match(/.{1,28}/gs);
const usage = { prompt_tokens: 21, completion_tokens: 120, total_tokens: 141 };

const common = (model) => ({ id: 'chatcmpl-bench', created: 1767225600, model });

export function completion({ model }) {
	const message = { role: 'assistant', content: text };
	const choices = [{ index: 0, message, finish_reason: 'stop' }];
	return JSON.stringify({ ...common(model), object: 'chat.completion', choices, usage });
}

/** The first event alone, and the others together. */
export function events({ model }) {
	const base = { ...common(model), object: 'chat.completion.chunk' };
	const event = (chunk) => `data: ${JSON.stringify({ ...base, ...chunk })}\n\n`;
	const delta = (content) => event({ choices: [{ index: 0, delta: content }] });
	const first = delta({ role: 'assistant', content: '' });
	const end = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
	const rest = pieces.map((content) => delta({ content })).join('');
	return [first, `${rest}${end}${event({ choices: [], usage })}data: [DONE]\n\n`];
}

/** The newest version of n8n's OpenAI node speaks another dialect than all others. */
export function responseObject({ model }) {
	const content = [{ type: 'output_text', text, annotations: [] }];
	const message = { id: 'msg_1', type: 'message', status: 'completed', role: 'assistant', content };
	return JSON.stringify({
		id: 'resp_1',
		object: 'response',
		status: 'completed',
		model,
		output: [message],
		usage: { input_tokens: 21, output_tokens: 120, total_tokens: 141 },
	});
}

export const refusal = JSON.stringify({
	error: { message: 'Too many requests', type: 'requests', code: 'rate_limit_exceeded' },
});
