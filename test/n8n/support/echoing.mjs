/** A gateway that says the secrets of the credential in whatever it answers. */
import { encodePng } from '../../../tools/gateway/images/png.mjs';
import { startServer } from './server.mjs';

/** What a prompt says so that the gateway answers with what is said under the number. */
export const askFor = (number) => `quote ${number}`;

/**
 * Below `/good` everything is answered, below `/bad` everything fails. A request that names a number gets what is said
 * under it, any other all of it.
 *
 * @param {string[]} said
 */
export async function startEchoing(said) {
	return await startServer(({ url, body, headers }) => {
		const [, way, path] = /^\/(good|bad)(\/[^?]*)/.exec(url) ?? [];
		const asked =
			/quote (\d+)/.exec(JSON.stringify(body ?? ''))?.[1] ?? /\/(\d+)\b/.exec(path)?.[1];
		const words = asked === undefined ? said.join(' | ') : said[Number(asked) % said.length];
		if (url.startsWith('/picture')) return picture(decodeURI(url));
		if (way === 'bad') return failures[Number(asked ?? 0) % failures.length](words);
		const [, answer = missing] = answers.find(([route]) => path?.includes(route)) ?? [];
		return answer(words, body, headers.host);
	});
}

const message = (words) => ({
	role: 'assistant',
	content: `You sent ${words}`,
	reasoning_content: `They sent ${words}`,
	annotations: [{ type: 'url_citation', url_citation: { url: `https://a.example/?${words}` } }],
});
const usage = (words) => ({ prompt_tokens: 1, completion_tokens: 1, total_tokens: 2, note: words });

/** Answers by what the route has in it. */
const answers = [
	['/chat/completions', chat],
	[
		'/messages',
		(words) => ({
			body: {
				id: words,
				type: 'message',
				role: 'assistant',
				model: words,
				content: [
					{ type: 'thinking', thinking: words, signature: words },
					{ type: 'text', text: `You sent ${words}` },
				],
				stop_reason: 'end_turn',
				usage: { input_tokens: 1, output_tokens: 1, note: words },
			},
		}),
	],
	[
		'/images',
		(words, _body, host) => ({
			body: {
				created: 1,
				data: [{ url: `http://${host}/picture?${encodeURI(words)}`, revised_prompt: words }],
				[words]: words,
			},
		}),
	],
	[
		'/embeddings',
		(words, { input }) => ({
			body: {
				data: [input].flat().map((_text, index) => ({ index, embedding: [1, 2], note: words })),
				model: words,
				usage: usage(words),
			},
		}),
	],
	[
		'/audio/speech',
		(words) => ({
			headers: { 'content-type': 'audio/mpeg' },
			body: Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.from(words)]),
		}),
	],
	['/audio/', (words) => ({ body: { text: words, segments: [{ text: words }] } })],
	[
		'/task/',
		(words, _body, host) => ({
			body: {
				id: words,
				status: 'SUCCESS',
				prompt: words,
				imageUrl: `http://${host}/picture?${encodeURI(words)}`,
				properties: { finalPrompt: words },
				buttons: [{ customId: words, label: words }],
			},
		}),
	],
	['/models', (words) => ({ body: { data: words.split(' | ').map((id) => ({ id })) } })],
	[
		'/billing',
		(words) => ({ body: { total_granted: 5, total_used: 2, total_available: 3, words } }),
	],
	[
		'/files',
		(words) => ({ headers: { 'content-type': 'application/pdf' }, body: `%PDF ${words}` }),
	],
];

const missing = (words) => ({ status: 404, body: failure(words) });

/** Of a kind that is not waited out: what a gateway in trouble says is told only minutes later. */
const failure = (words) => ({
	error: { message: `Wrong: ${words}`, type: 'invalid_request_error', param: words, code: words },
});

/** Ways to fail, in turn. */
const failures = [
	(words) => ({ status: 400, headers: { 'x-request-id': words }, body: failure(words) }),
	(words) => ({ status: 403, body: `<html><head><title>${words}</title></head></html>` }),
	(words) => ({ status: 200, body: failure(words) }),
	(words) => ({
		status: 307,
		headers: { location: `http://127.0.0.2:9/${encodeURI(words)}?key=${encodeURI(words)}` },
		body: '',
	}),
	(words) => ({
		headers: { 'content-type': 'text/event-stream' },
		body: [{ choices: [{ index: 0, delta: { content: words } }] }, failure(words)]
			.map((data) => `data: ${JSON.stringify(data)}\n\n`)
			.join(''),
	}),
	(words) => ({ status: 404, body: failure(words) }),
];

/** Calls a tool once where there is one, with what it says in the arguments, and then answers. */
function chat(words, { stream, tools, messages }) {
	const isCall = tools !== undefined && !messages.some(({ role }) => role === 'tool');
	const call = {
		index: 0,
		id: 'call_1',
		type: 'function',
		function: { name: 'Calculator', arguments: JSON.stringify({ input: '6*7', seen: words }) },
		extra_content: { google: { thought_signature: words } },
	};
	const said = { ...message(words), ...(isCall ? { tool_calls: [call] } : {}) };
	const finish_reason = isCall ? 'tool_calls' : 'stop';
	const top = { id: words, created: 1, model: words, system_fingerprint: words };
	if (!stream)
		return {
			body: { ...top, choices: [{ index: 0, message: said, finish_reason }], usage: usage(words) },
		};
	const pieces = said.content.match(/.{1,7}/gsu);
	const deltas = [{ ...said, content: '' }, ...pieces.map((content) => ({ content }))];
	const chunks = [
		...deltas.map((delta) => ({ ...top, choices: [{ index: 0, delta }] })),
		{ ...top, choices: [{ index: 0, delta: {}, finish_reason }] },
		{ ...top, choices: [], usage: usage(words) },
	].map((chunk) => JSON.stringify(chunk));
	return {
		headers: { 'content-type': 'text/event-stream' },
		body: [...chunks, '[DONE]'].map((data) => `data: ${data}\n\n`).join(''),
	};
}

const png = encodePng({ width: 1, height: 1 }, [[1, 2, 3]], () => Uint8Array.of(0));

/** Many programs write what they like behind the end of a picture. */
const picture = (words) => ({
	headers: { 'content-type': 'image/png' },
	body: Buffer.concat([png, Buffer.from(words)]),
});
