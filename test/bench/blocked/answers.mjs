/**
 * Large and hostile answers, each by its name: what is asked for, and what the gateway sends. `size` is about how many
 * bytes an answer has; where the node stops to read before that, the rest is never taken.
 */

/** The key of the credential, which some answers quote. */
export const key = ['AIGC2D', '5d1f0c3e-90ab-4c7d-8e21-1f2a3b4c5d6e'].join('-');

const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };
const words = 'The customer asks where the parcel is, was promised Friday, and wants a call. ';
const filled = (piece, size) => piece.repeat(Math.ceil(size / Buffer.byteLength(piece)));
const list = (entry, size) =>
	Array.from({ length: Math.ceil(size / (entry(0).length + 4)) }, (_, at) => entry(at)).join(',');

const choice = (message, more = {}) => ({ index: 0, message, finish_reason: 'stop', ...more });
const completion = (message, more) =>
	JSON.stringify({
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1677652288,
		model: 'm',
		choices: [choice({ role: 'assistant', ...message }, more)],
		usage,
	});
const say = (content) => completion({ content });
/** A good completion with something beside it, which is written as JSON. */
const beside = (member) => say('Hello').replace(/}$/, `,${member}}`);
const call = (text) => ({
	id: 'call_1',
	type: 'function',
	function: { name: 'save', arguments: text },
});
const rows = (size) => `{"rows":[${list((at) => `{"id":${at},"name":"Ada","is":true}`, size)}]}`;
const png = (size) =>
	Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		Buffer.alloc(Math.floor((size * 3) / 4), 7),
	]).toString('base64');

const event = (data) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const chunk = (delta, more = {}) => ({
	id: 'chatcmpl-1',
	object: 'chat.completion.chunk',
	created: 1677652288,
	model: 'm',
	choices: [{ index: 0, delta, finish_reason: null, ...more }],
});
const end = event({ ...chunk({}, { finish_reason: 'stop' }), usage }) + event('[DONE]');
const bare = (content) => event(`{"choices":[{"delta":{"content":${JSON.stringify(content)}}}]}`);
const pieces = (piece, size) => filled(event(chunk({ content: piece })), size);
const fragment = (text) =>
	event(chunk({ tool_calls: [{ index: 0, function: { arguments: text } }] }));

const json = { type: 'application/json' };
const sse = { type: 'text/event-stream' };
const chat = { route: '/v1/chat/completions' };
const whole = (body, more = {}) => ({
	...chat,
	...json,
	body,
	options: { stream: false },
	...more,
});
const stream = (body, more = {}) => ({ ...chat, ...sse, body, ...more });
const refusal = (status, body, more = {}) => ({ ...chat, ...json, status, body, ...more });
const error = (message) => JSON.stringify({ error: { message, code: 'bad', type: 'invalid' } });

const claude = (content) =>
	JSON.stringify({
		id: 'msg_1',
		type: 'message',
		role: 'assistant',
		content,
		stop_reason: 'end_turn',
		usage: { input_tokens: 9, output_tokens: 12 },
	});
const claudeStream = (size) =>
	[
		event({ type: 'message_start', message: JSON.parse(claude([])) }),
		event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
		filled(
			event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'a ' } }),
			size,
		),
		event({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: {} }),
		event({ type: 'message_stop' }),
	].join('');

const vectors = (one) => JSON.stringify({ data: Array.from({ length: 100 }, one), usage });
const embedding = { route: '/v1/embeddings', ...json, items: 100 };
const images = { route: '/v1/images/generations', ...json };

/** @type {{ [name: string]: (size: number) => object }} `body` is a text or bytes */
export const answers = {
	text: (size) => whole(say(filled(words, size))),
	'text in Chinese': (size) => whole(say(filled('客户询问包裹在哪里，', size))),
	'text of escapes': (size) => whole(say(filled('"\n\\\t', size / 2))),
	'text of digits': (size) => whole(say(filled('1234567890', size))),
	'text with __proto__': (size) => whole(say(`__proto__ ${filled(words, size)}`)),
	'text with the key': (size) => whole(say(filled(`${key} `, Math.min(size, 5e6)))),
	'text as parts': (size) =>
		whole(completion({ content: Array(Math.ceil(size / 32)).fill({ type: 'text', text: 'ab' }) })),
	'JSON of objects': (size) =>
		whole(say(rows(size)), { options: { stream: false, responseFormat: 'json_object' } }),
	'JSON in a fence': (size) =>
		whole(say(`Here it is:\n\`\`\`json\n${rows(size)}\n\`\`\`\nAnything else?`), {
			options: { stream: false, responseFormat: 'json_object' },
		}),
	'no JSON, all fences': (size) =>
		whole(say(filled('```json {"a": ', size)), {
			options: { stream: false, responseFormat: 'json_object' },
		}),
	'no JSON, brackets': (size) =>
		whole(say(filled('{"a":1}x', size)), {
			options: { stream: false, responseFormat: 'json_object' },
		}),
	thoughts: (size) => whole(say(`<think>${filled(words, size)}</think>Hello`)),
	'marks of thoughts': (size) => whole(say(filled('<think>a</think>b ', size))),
	'code and marks': (size) => whole(say(`<think>a</think>${filled('`a` `<think>`', size)}`)),
	backticks: (size) => whole(say(`<think>a</think>${filled('`', size)}`)),
	'thoughts beside': (size) =>
		whole(completion({ content: 'Hello', reasoning_content: filled(words, size) })),
	arguments: (size) => whole(completion({ content: null, tool_calls: [call(rows(size))] })),
	'many calls': (size) =>
		whole(
			completion({ content: null, tool_calls: Array(Math.ceil(size / 88)).fill(call('{"a":1}')) }),
		),
	logprobs: (size) =>
		whole(
			beside(
				`"logprobs":[${list(() => '{"token":"Hello","logprob":-0.31725305,"bytes":[72,101,108,108,111]}', size)}]`,
			),
		),
	'many choices': (size) =>
		whole(
			`{"choices":[${list((at) => `{"index":${at},"message":{"content":"a"}}`, size)}],"usage":null}`,
		),
	'many members': (size) => whole(beside(list((at) => `"${at.toString(36)}":1`, size))),
	'members of a choice': (size) =>
		whole(
			say('Hello').replace('"index"', `${list((at) => `"${at.toString(36)}":1`, size)},"index"`),
		),
	'many objects': (size) => whole(beside(`"more":[${list(() => '{"a":{}}', size)}]`)),
	'many lists': (size) => whole(beside(`"more":[${list(() => '[[],[]]', size)}]`)),
	zeros: (size) => whole(beside(`"more":[${filled('0,', size)}0]`)),
	fractions: (size) => whole(beside(`"more":[${list(() => '-0.123456789012345678', size)}]`)),
	'long integers': (size) => whole(beside(`"more":[${list(() => '12345678901234567890', size)}]`)),
	NaN: (size) => whole(beside(`"more":[${filled('NaN,', size)}0]`)),
	nested: (size) => whole(beside(`"more":${'['.repeat(size / 2)}${']'.repeat(size / 2)}`)),
	'objects nested': (size) =>
		whole(beside(`"more":${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`)),
	'nested 190 deep': (size) =>
		whole(beside(`"more":[${filled(`${'['.repeat(190)}${']'.repeat(190)},`, size)}0]`)),
	'cut off': (size) => whole(say(filled(words, size)).slice(0, -size / 2)),
	'cut off in objects': (size) =>
		whole(`{"choices":[${list((at) => `{"index":${at},"message":{"content":"a"}}`, size)}`),
	blanks: (size) => whole(`${' '.repeat(size)}${say('Hello')}`),
	'blanks alone': (size) => whole(' '.repeat(size)),
	'a picture in the text': (size) => whole(say(`![a](data:image/png;base64,${png(size)})`)),
	compressed: (size) => whole(say(filled(words, size)), { isZipped: true }),
	'large usage': (size) =>
		whole(
			say('').replace(/"usage":.*/, `"usage":{${list((at) => `"${at.toString(36)}":1`, size)}}}`),
		),

	stream: (size) => stream(pieces('a ', size) + end),
	'stream to a caller': (size) => stream(pieces('a ', size) + end, { isRead: true }),
	'stream of thoughts to a caller': (size) =>
		stream(
			bare('<think>') + pieces('a ', size / 2) + bare('</think>') + pieces('a ', size / 2) + end,
			{ isRead: true },
		),
	'stream of short events': (size) => stream(filled(bare('a'), size) + end),
	'stream of short events, compressed': (size) =>
		stream(filled(bare('a'), size) + end, { isZipped: true }),
	'stream of empty events': (size) => stream(filled('data: {}\n\n', size) + bare('a') + end),
	'stream of pings': (size) => stream(filled(': ping\n\n', size) + bare('a') + end),
	'stream of line breaks': (size) => stream('\n'.repeat(size) + bare('a') + end),
	'stream of data lines': (size) => stream(`${filled('data: \n', size)}\n${bare('a')}${end}`),
	'stream of words': (size) => stream(filled('data: 12\n\n', size) + bare('a') + end),
	'stream of one event': (size) => stream(event(chunk({ content: filled(words, size) })) + end),
	'stream of many choices': (size) =>
		stream(
			event(`{"choices":[${list((at) => `{"index":${at},"delta":{"content":"a"}}`, size)}]}`) + end,
		),
	'stream of many members': (size) =>
		stream(
			event(`{"choices":[],${list((at) => `"${at.toString(36)}":1`, size)}}`) + bare('a') + end,
		),
	'stream of new members': (size) =>
		stream(
			Array.from({ length: size / 60 }, (_, at) =>
				event(`{"a${at}":"b","choices":[{"delta":{"content":"a"}}]}`),
			).join('') + end,
		),
	'stream of an unending line': (size) => stream(`data: {"a":"${filled(words, size)}`),
	'stream of an unending line of brackets': (size) => stream(`data: ${filled('{"a":[', size)}`),
	'stream of growing texts': (size) =>
		stream(
			Array.from({ length: Math.sqrt(size) }, (_, at) =>
				event(chunk({ content: 'a'.repeat(2 * at) })),
			).join('') + end,
		),
	'stream of parts': (size) =>
		stream(filled(event(chunk({ content: [{ type: 'text', text: 'a ' }] })), size) + end),
	'stream of thoughts as parts': (size) =>
		stream(
			filled(event(chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'a' }] })), size) +
				end,
		),
	'stream of citations': (size) =>
		stream(filled(event(chunk({ citations: ['https://example.com/a'] })), size) + end),
	'stream of sound': (size) =>
		stream(filled(event(chunk({ audio: { data: 'aGVsbA==' } })), size) + end),
	'stream of arguments': (size) =>
		stream(
			event(chunk({ tool_calls: [{ ...call(''), index: 0 }] })) +
				fragment('{"a":"') +
				filled(fragment('b'), size) +
				fragment('"}') +
				end,
		),
	'stream of arguments that seem whole': (size) =>
		stream(
			event(chunk({ tool_calls: [{ ...call(''), index: 0 }] })) +
				fragment(`{"a":"${'b'.repeat(size / 8)}`) +
				filled(fragment('{}'), size) +
				end,
		),
	'stream that breaks off': (size) => stream(pieces('a ', size)),
	'stream that ends in an error': (size) =>
		stream(pieces('a ', size) + event(error('The server is overloaded'))),

	'refusal of digits': (size) => refusal(400, error(filled('1234567890', size))),
	'refusal of blanks': (size) => refusal(400, error(filled(' ', size))),
	'refusal of words': (size) => refusal(400, error(filled(words, size))),
	'refusal with the key': (size) => refusal(401, error(filled(`${key} `, size))),
	'refusal, nested': (size) =>
		refusal(500, `{"error":${'['.repeat(size / 2)}${']'.repeat(size / 2)}`),
	'refusal of many members': (size) =>
		refusal(400, `{"error":{${list((at) => `"${at.toString(36)}":1`, size)}}}`),
	'refusal of many errors': (size) =>
		refusal(422, `{"detail":[${list(() => '{"loc":["body"],"msg":""}', size)}]}`),
	'refusal of JSON in JSON': (size) => refusal(400, error(error(error(filled(words, size / 2))))),
	'refusal of brackets': (size) => refusal(400, filled('{"a":1}', size)),
	'refusal of open brackets': (size) => refusal(400, filled('{"a":', size)),
	'refusal as a page': (size) =>
		refusal(502, `<html><!-- ${filled('<p>a ', size)}`, { type: 'text/html' }),
	'refusal as bare words': (size) => refusal(503, filled('a_b ', size), { type: 'text/plain' }),
	'refusal as a stream': (size) => refusal(400, filled(bare('a'), size), sse),
	'refusal under 200': (size) => whole(error(filled(words, size))),
	'refusal of digits under 200': (size) => whole(error(filled('1234567890', size))),
	'refusal of many members under 200': (size) =>
		whole(`{"error":{${list((at) => `"${at.toString(36)}":1`, size)}}}`),
	'refusal that says nothing under 200': (size) =>
		whole(`{"error":[${filled('"",', size)}""],"choices":[]}`),
	'refusal in a stream': (size) => stream(event(error(filled(words, size)))),
	'page under 200': (size) => whole(`<html><!-- ${filled('<p>a ', size)}`, { type: 'text/html' }),
	'bare words under 200': (size) => whole(filled('a_b ', size), { type: 'text/plain' }),
	'brackets under 200': (size) => whole(filled('{"a":1}', size)),
	'quotes under 200': (size) => whole(filled('["', size)),

	'Claude, text': (size) => ({
		route: '/v1/messages',
		...json,
		options: { stream: false },
		body: claude([{ type: 'text', text: filled(words, size) }]),
	}),
	'Claude, blocks': (size) => ({
		route: '/v1/messages',
		...json,
		options: { stream: false },
		body: claude(Array(Math.ceil(size / 32)).fill({ type: 'text', text: 'ab' })),
	}),
	'Claude, stream': (size) => ({ route: '/v1/messages', ...sse, body: claudeStream(size) }),
	models: (size) => ({
		route: '/v1/models',
		...json,
		isFree: true,
		body: `{"data":[${list((at) => `{"id":"${at.toString(36)}"}`, size)}]}`,
	}),
	'vectors of numbers': (size) => ({
		...embedding,
		isFree: true,
		options: { encodingFormat: 'float' },
		body: vectors((_, index) => ({
			index,
			embedding: Array(Math.ceil(size / 2000)).fill(-0.0123456789012345),
		})),
	}),
	'vectors in base64': (size) => ({
		...embedding,
		isFree: true,
		body: vectors((_, index) => ({
			index,
			embedding: Buffer.from(
				new Float32Array(Math.ceil((size * 3) / 1600)).fill(0.5).buffer,
			).toString('base64'),
		})),
	}),
	'picture in base64': (size) => ({
		...images,
		isFree: true,
		body: JSON.stringify({ data: [{ b64_json: png(size) }], usage }),
	}),
	'pictures in Markdown': (size) => ({
		...images,
		body: say(filled('![a](/b.png) ', Math.min(size, 2e5))),
	}),
	'Markdown without pictures': (size) => ({ ...images, body: say(filled('![a](', size)) }),
	'many pictures': (size) => ({
		...images,
		body: `{"data":[${list(() => '{"error":"no"}', size)}]}`,
	}),
};
