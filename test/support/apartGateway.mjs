// A gateway in a thread of its own: it goes on while the thread of the test is busy.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';

const event = (data) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

/** The message says how long to wait, in milliseconds: before the head, and before each piece. */
const server = createServer(async (request, response) => {
	let text = '';
	for await (const part of request) text += part;
	const { messages, stream } = JSON.parse(text);
	const [beforeHead, ...pauses] = JSON.parse(messages[0].content);
	response.on('error', () => {});
	await pause(beforeHead);
	response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
	response.flushHeaders();
	if (!stream) response.write('{"choices":[{"message":{"content":"');
	for (const before of pauses) {
		await pause(before);
		response.write(stream ? event({ choices: [{ delta: { content: 'a' } }] }) : 'a');
	}
	const end = { choices: [{ delta: {}, finish_reason: 'stop' }], usage };
	response.end(
		stream
			? event(end) + event('[DONE]')
			: `"},"finish_reason":"stop"}],"usage":${JSON.stringify(usage)}}`,
	);
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
