/** A gateway for chat that is in trouble for some seconds. */
import { createServer } from 'node:http';
import { after } from 'node:test';

/**
 * @typedef {'page' | 'reset' | 'refused'} Trouble `page`: status 502 with the page of a web server; `reset`: the
 *   request is read, and the connection reset; `refused`: nobody listens
 */

/**
 * @typedef {object} TroubledGateway
 * @property {string} url
 * @property {number} answered requests with an answer
 * @property {number} failed requests without one, as far as the gateway saw them
 * @property {number} [endedAt] when the last answer was given, as `Date.now()`
 * @property {number} [backAt] when the trouble was over
 */

const page = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/**
 * Answers after 200 ms, whole or streamed, and is in trouble for some time.
 *
 * @param {{ trouble: Trouble, seconds: number, afterAnswers: number }} outage begins with the request behind so many
 *   answers
 * @returns {Promise<TroubledGateway>}
 */
export async function startTroubled({ trouble, seconds, afterAnswers }) {
	const state = { url: '', answered: 0, failed: 0 };
	let port = 0;
	let listener;
	const listen = () =>
		new Promise((resolve) => {
			listener = createServer(handle).listen(port, '127.0.0.1', resolve);
		});
	const begin = () => {
		state.backAt = Date.now() + seconds * 1000;
		if (trouble !== 'refused') return;
		const closing = listener;
		// What is being answered is answered.
		closing.close();
		setTimeout(listen, seconds * 1000).unref();
	};
	async function handle(incoming, response) {
		const parts = [];
		for await (const part of incoming) parts.push(part);
		const { messages, stream } = JSON.parse(Buffer.concat(parts).toString());
		if (state.backAt === undefined && state.answered >= afterAnswers) begin();
		if (Date.now() < state.backAt) {
			state.failed++;
			if (trouble !== 'page') return void incoming.socket.resetAndDestroy();
			response.writeHead(502, { 'content-type': 'text/html' });
			return void response.end(page);
		}
		state.answered++;
		await new Promise((resolve) => setTimeout(resolve, 200));
		answer(response, `Echo: ${messages.at(-1).content}`, stream);
		state.endedAt = Date.now();
	}
	await listen();
	port = listener.address().port;
	state.url = `http://127.0.0.1:${port}`;
	after(() => {
		listener.closeAllConnections();
		return new Promise((resolve) => listener.close(resolve));
	});
	return state;
}

function answer(response, content, stream) {
	const usage = { prompt_tokens: 8, completion_tokens: 4, total_tokens: 12 };
	const common = { id: 'chatcmpl-1', created: 1, model: 'outage' };
	const finish_reason = 'stop';
	if (!stream) {
		const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason }];
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ ...common, object: 'chat.completion', choices, usage }));
		return;
	}
	const chunk = (more) =>
		`data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', ...more })}\n\n`;
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	response.write(chunk({ choices: [{ index: 0, delta: { role: 'assistant', content } }] }));
	response.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason }] }));
	response.end(`${chunk({ choices: [], usage })}data: [DONE]\n\n`);
}
