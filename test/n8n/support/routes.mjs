import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { requireTypeScript } from '../../support/requireTypeScript.mjs';

const require = requireTypeScript(import.meta.url);
const { startGateway, sendJson, completion } = require('../../support/gateway.ts');
const { answer, beginStream, event } = require('../../support/stream.ts');

const chat = '/v1/chat/completions';
const responses = '/v1/responses';
const only = 'This model is only supported in v1/responses and not in v1/chat/completions';

/** What each route says to a model, where it does not answer: the name of the model tells. */
const refusals = {
	/** Only on /v1/responses. */
	newer: { [chat]: only },
	/** Only on the route of chats, at a gateway that has no other one. */
	older: { [responses]: `Invalid URL (POST ${responses})` },
	/** On none, although the first one sends it to the other. */
	nowhere: { [chat]: only, [responses]: `Invalid URL (POST ${responses})` },
	/** Not known at all. */
	unknown: { [chat]: 'The model does not exist', [responses]: 'The model does not exist' },
};

/** What the model says of a text: the same, and of a text that begins with `say` what follows. */
const saidOf = (text) => (text.startsWith('say ') ? text.slice(4) : `Done ${text}`);

/** Letters of an answer in one event, and the pause between two, in milliseconds. */
const piece = 20;
const between = 15;

/**
 * A gateway with models on either of the two routes for a conversation; they are named by {@link refusals}, with
 * anything behind it: `newer-1`.
 */
export async function startRoutes() {
	const gateway = await startGateway(async (request, response) => {
		const { path, body } = request;
		const refused = refusals[String(body.model).split('-')[0]]?.[path];
		if (refused !== undefined) {
			const error = { message: refused, type: 'invalid_request_error', param: 'model', code: null };
			return sendJson(response, { error }, 404);
		}
		const text = saidOf(textOf((body.input ?? body.messages).at(-1).content));
		if (path === chat) return answer(request, response, completion(text));
		const whole = responseOf(text);
		if (body.stream !== true) return sendJson(response, whole);
		beginStream(response);
		await sendEvents((type, more) => response.write(event({ type: `response.${type}`, ...more })), {
			whole,
			text,
		});
		return response.end();
	});
	after(() => gateway.close());
	/** How often each route was asked for a model. @param {string} model */
	const asked = (model) => {
		const paths = gateway.requests.filter(({ body }) => body.model === model);
		const count = (route) => paths.filter(({ path }) => path === route).length;
		return { chat: count(chat), responses: count(responses) };
	};
	return { url: gateway.url, asked };
}

const textOf = (content) => (typeof content === 'string' ? content : content[0].text);

function responseOf(text) {
	const content = [{ type: 'output_text', text, annotations: [] }];
	return {
		id: 'resp_1',
		object: 'response',
		status: 'completed',
		model: 'newer',
		output: [{ id: 'msg_1', type: 'message', status: 'completed', role: 'assistant', content }],
		usage: { input_tokens: 9, output_tokens: 3, total_tokens: 12 },
	};
}

/** @param {(type: string, more: object) => void} send */
async function sendEvents(send, { whole, text }) {
	const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
	const pieces = text.match(new RegExp(`.{1,${piece}}`, 'gsu')) ?? [];
	send('created', { response: { ...whole, status: 'in_progress', output: [], usage: null } });
	for (const delta of pieces) {
		send('output_text.delta', { ...place, delta });
		// An answer of one piece is one of a thousand.
		if (pieces.length > 1) await pause(between);
	}
	send('output_text.done', { ...place, text });
	send('completed', { response: whole });
}
