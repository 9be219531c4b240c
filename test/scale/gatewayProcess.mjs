/**
 * The gateway of the scale test, in a process of its own: streams after a time, and has a limit that it does not tell.
 * Its parent sends `{ limit }`, the name of one, before a run, which also opens new books, and `'requests'` after it.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { event, eventsOf } from '../soak/answers.mjs';
import { latency, limits } from './limits.mjs';
import { workerHeader } from './workflow.mjs';

const refusal = JSON.stringify({ error: { message: 'Too many requests', type: 'requests' } });

let limit;
/** @type {import('./figures.ts').Sent[]} */
let requests;
/** When the first request came. */
let since;

function reset(name) {
	limit = limits[name].start();
	requests = [];
	since = undefined;
}
reset('bucket');

const now = () => (performance.now() - since) / 1000;

const server = createServer(async (request, response) => {
	response.on('error', () => {});
	const [books, admitting] = [requests, limit];
	const { messages, model } = JSON.parse(await text(request));
	const [, execution, item] = /Ticket (\d+)-(\d+)/.exec(messages.at(-1).content);
	since ??= performance.now();
	const sent = {
		at: now(),
		execution: Number(execution),
		item: Number(item),
		worker: request.headers[workerHeader],
		refused: admitting.take(),
	};
	books.push(sent);
	if (sent.refused)
		return void response.writeHead(429, { 'content-type': 'application/json' }).end(refusal);
	response.once('close', () => admitting.done());
	const [first, ...rest] = eventsOf(`${execution}-${item}`, model);
	// Half of the time passes before the first word, as it may with a model.
	await pause(latency / 2);
	response.writeHead(200, { 'content-type': 'text/event-stream' }).write(first);
	await pause(latency / 2);
	response.end(rest.join('') + event('[DONE]'));
	// Charged, whether anybody is there to read it or not.
	sent.made = now();
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 4096, () => process.send({ port: server.address().port }));

process.on('message', (message) => {
	if (message === 'requests') return void process.send({ requests });
	reset(message.limit);
	process.send({});
});
process.on('disconnect', () => process.exit());
