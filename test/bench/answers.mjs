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

const message = {
	id: 'msg_1',
	type: 'message',
	status: 'completed',
	role: 'assistant',
	content: [{ type: 'output_text', text, annotations: [] }],
};
const responseOf = (model) => ({
	id: 'resp_1',
	object: 'response',
	status: 'completed',
	model,
	output: [message],
	usage: { input_tokens: 21, output_tokens: 120, total_tokens: 141 },
});

/** What /v1/responses says: the newest version of n8n's OpenAI node asks there, and ours where it is told to. */
export const responseObject = ({ model }) => JSON.stringify(responseOf(model));

/** The same as events, all that OpenAI sends: the first one alone, and the others together. */
export function responseEvents({ model }) {
	const whole = responseOf(model);
	let sequence_number = 0;
	const event = (name, more) => {
		const type = `response.${name}`;
		const data = JSON.stringify({ type, sequence_number: sequence_number++, ...more });
		return `event: ${type}\ndata: ${data}\n\n`;
	};
	const begun = { response: { ...whole, status: 'in_progress', output: [], usage: null } };
	const place = { item_id: message.id, output_index: 0, content_index: 0 };
	const [part] = message.content;
	const first = event('created', begun);
	const rest = [
		event('in_progress', begun),
		event('output_item.added', {
			output_index: 0,
			item: { ...message, status: 'in_progress', content: [] },
		}),
		event('content_part.added', { ...place, part: { ...part, text: '' } }),
		...pieces.map((delta) => event('output_text.delta', { ...place, delta })),
		event('output_text.done', { ...place, text }),
		event('content_part.done', { ...place, part }),
		event('output_item.done', { output_index: 0, item: message }),
		event('completed', { response: whole }),
	];
	return [first, rest.join('')];
}

export const refusal = JSON.stringify({
	error: { message: 'Too many requests', type: 'requests', code: 'rate_limit_exceeded' },
});
