/**
 * The gateway of the bench, in a process of its own: answers after a time, counts, and may have a
 * limit. Its parent sends `{ latency, limit }` before a run, which also sets the counts to zero, and
 * `'counts'` after it.
 */
import { createServer } from 'node:http';
import { completion, events, refusal, responseEvents, responseObject } from './answers.mjs';
import { limiters } from './hiddenLimits.mjs';

let settings = { latency: 0, limit: undefined };
let limiter;
let counts;

function reset(next) {
	settings = next;
	limiter = next.limit && limiters[next.limit.kind](next.limit);
	counts = { requests: 0, connections: 0, refused: 0, answered: 0, inFlight: 0, peak: 0 };
}
reset(settings);

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const server = createServer(async (request, response) => {
	const counted = counts;
	counted.requests += 1;
	const wait = limiter?.take() ?? 0;
	if (wait > 0) {
		counted.refused += 1;
		request.resume();
		const headers = { 'content-type': 'application/json' };
		if (settings.limit.retryAfter) headers['retry-after'] = String(Math.max(1, Math.ceil(wait)));
		response.writeHead(429, headers).end(refusal);
		return;
	}
	counted.inFlight += 1;
	counted.peak = Math.max(counted.peak, counted.inFlight);
	const admitted = limiter;
	response.once('close', () => {
		counted.inFlight -= 1;
		admitted?.done();
		if (response.writableFinished) counted.answered += 1;
	});
	const started = performance.now();
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	const body = JSON.parse(Buffer.concat(chunks).toString());
	// Fractions of a millisecond would be rounded down, and a bound that is beaten is none.
	const until = (time) => after(Math.max(0, Math.ceil(started + time - performance.now())));
	if (body.stream) await stream(request, response, body, until);
	else await answer(request, response, body, until);
});

const isResponses = ({ url }) => url.endsWith('/responses');

async function stream(request, response, body, until) {
	const [first, rest] = isResponses(request) ? responseEvents(body) : events(body);
	// Half of the time passes before the first word, as it may with a model.
	if (settings.latency > 0) await until(settings.latency / 2);
	response.writeHead(200, { 'content-type': 'text/event-stream' }).write(first);
	if (settings.latency > 0) await until(settings.latency);
	response.end(rest);
}

async function answer(request, response, body, until) {
	if (settings.latency > 0) await until(settings.latency);
	const content = isResponses(request) ? responseObject(body) : completion(body);
	response.writeHead(200, { 'content-type': 'application/json' }).end(content);
}

server.on('connection', () => (counts.connections += 1));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 4096, () => process.send({ port: server.address().port }));

process.on('message', (message) => {
	if (message !== 'counts') reset(message);
	process.send({ counts });
});
process.on('disconnect', () => process.exit());
