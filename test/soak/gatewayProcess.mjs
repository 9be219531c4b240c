/**
 * The gateway of the soak, in a process of its own: streams after a time, has a limit that it does not tell, and
 * faults. Its parent sends `{ rate, burst, most, latency, share }` before a run, which also opens new books, and
 * `'ledger'` after it. `GET /counts` is for those who look on.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { bucket, concurrency } from '../bench/hiddenLimits.mjs';
import { event, eventsOf } from './answers.mjs';
import { faultOf } from './faults.mjs';
import { Ledger } from './ledger.mjs';

const refusal = JSON.stringify({ error: { message: 'Too many requests', type: 'requests' } });

let settings = { rate: 100, burst: 100, most: 64, latency: 0, share: 0 };
let rate;
let places;
let ledger;

function reset(next) {
	settings = next;
	rate = bucket(settings);
	places = concurrency(settings);
	ledger = new Ledger();
}
reset(settings);

/** Whether the limit lets a request through. */
function admit() {
	if (places.take() > 0) return false;
	if (rate.take() === 0) return true;
	places.done();
	return false;
}

const server = createServer(async (request, response) => {
	response.on('error', () => {});
	if (request.method === 'GET')
		return void response.end(JSON.stringify({ answered: ledger.answered }));
	const books = ledger;
	const { messages, model } = JSON.parse(await text(request));
	const ticket = Number(/Ticket (\d+)/.exec(messages.at(-1).content)[1]);
	const entry = books.of(ticket);
	books.since ||= Date.now();
	entry.requests += 1;
	if (!admit()) {
		entry.refused += 1;
		return void response.writeHead(429, { 'content-type': 'application/json' }).end(refusal);
	}
	const admitted = places;
	books.enter();
	response.once('close', () => {
		books.leave();
		admitted.done();
	});
	const fault = faultOf(ticket, entry.admitted, settings.share);
	entry.admitted += 1;
	if (fault) {
		entry.faults.push(fault.name);
		if (fault.made !== 'nothing') await pause(settings.latency);
		if (fault.made === 'all') books.buy(entry);
		return fault.send(response, eventsOf(ticket, model));
	}
	await answer(response, eventsOf(ticket, model), ticket);
	// Charged, whether anybody is there to read it or not.
	books.buy(entry);
});

/** Not all answers take as long: from half of the latency to one and a half. Half of it passes before the first word. */
async function answer(response, [first, ...rest], ticket) {
	const latency = settings.latency * (0.5 + ((ticket * 7919) % 101) / 100);
	await pause(latency / 2);
	response.writeHead(200, { 'content-type': 'text/event-stream' }).write(first);
	await pause(latency / 2);
	response.end(rest.join('') + event('[DONE]'));
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 4096, () => process.send({ port: server.address().port }));

process.on('message', (message) => {
	if (message === 'ledger') return void process.send({ ledger });
	reset(message);
	process.send({ ledger: undefined });
});
process.on('disconnect', () => process.exit());
