// A good gateway in a process of its own, for tests in which their own process runs out of something.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const event = (data) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
/** Long enough that requests are at work side by side, in milliseconds. */
const work = 30;
let requests = 0;

/** Every request is answered with what it asks for; `GET /count` tells how many there were. */
const server = createServer(async (request, response) => {
	if (request.url === '/count') return response.end(String(requests));
	requests++;
	let text = '';
	for await (const part of request) text += part;
	const content = /Item[ _]\d+/.exec(text)?.[0] ?? 'Item';
	await pause(work);
	response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' });
	const piece = { choices: [{ index: 0, delta: { role: 'assistant', content } }] };
	const end = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage };
	return response.end([piece, end, '[DONE]'].map(event).join(''));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
// It ends with whoever started it.
process.stdin.resume().once('end', () => process.exit());
