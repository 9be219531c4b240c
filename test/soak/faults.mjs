import { event } from './answers.mjs';

/**
 * What goes wrong at the gateway of the soak.
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {'nothing' | 'part' | 'all'} made how much of the answer is made, and charged
 * @property {boolean} [isRefusal] whether it looks like a limit
 * @property {boolean} [fails] whether the item fails: its answer came whole, so it is not bought again
 * @property {(response: import('node:http').ServerResponse, events: string[]) => void} send
 */

const json = { 'content-type': 'application/json' };
const said = (message, code) => JSON.stringify({ error: { message, type: 'server_error', code } });
const page = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** Begins to stream, and sends the first half of the answer. */
function sendHalf(response, events, then) {
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	response.write(events.slice(0, Math.ceil(events.length / 2)).join(''), then);
}

/** @type {Fault[]} */
export const faults = [
	{
		name: 'reset before an answer',
		made: 'nothing',
		send: (response) => response.socket.resetAndDestroy(),
	},
	{
		name: '502 with a page',
		made: 'nothing',
		send: (response) => response.writeHead(502, { 'content-type': 'text/html' }).end(page),
	},
	{
		name: '503 in words',
		made: 'nothing',
		send: (response) => response.writeHead(503, json).end(said('Overloaded', 'overloaded')),
	},
	{
		name: '429 below the limit',
		made: 'nothing',
		isRefusal: true,
		send: (response) => response.writeHead(429, json).end(said('Rate limit reached', null)),
	},
	{
		name: 'connection cut in the middle',
		made: 'part',
		send: (response, events) => sendHalf(response, events, () => response.destroy()),
	},
	{
		name: 'stream ended in the middle',
		made: 'part',
		send: (response, events) => sendHalf(response, events, () => response.end()),
	},
	{
		name: 'broken JSON in the middle',
		made: 'part',
		send: (response, events) =>
			sendHalf(response, events, () => response.end(event('{"choices": [{"del'))),
	},
	{
		name: 'failure told in the middle',
		made: 'part',
		send: (response, events) =>
			sendHalf(response, events, () =>
				response.end(event(said('The upstream broke off', 'upstream_error'))),
			),
	},
	{ name: 'silence from the start', made: 'part', send: () => {} },
	{
		name: 'silence in the middle',
		made: 'part',
		send: (response, events) => sendHalf(response, events),
	},
	{
		name: 'reset behind a whole answer',
		made: 'all',
		send: (response, events) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			// A reset throws away what the other side has not read by then.
			response.write(events.join(''), () =>
				setTimeout(() => response.socket?.resetAndDestroy(), 200),
			);
		},
	},
	{
		name: 'answer in no known form',
		made: 'all',
		fails: true,
		send: (response) =>
			response.writeHead(200, json).end(JSON.stringify({ verdict: { grade: 7 }, spent: 111 })),
	},
];

/**
 * What goes wrong with a request, always the same for the same ticket and attempt.
 *
 * @param {number} ticket
 * @param {number} attempt counted from 0, without those that were refused for the limit
 * @param {number} share of the requests that go wrong, from 0 to 1
 * @returns {Fault | undefined}
 */
export function faultOf(ticket, attempt, share) {
	let mixed = Math.imul(ticket * 31 + attempt + 1, 0x9e3779b1);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	const drawn = ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
	return faults[Math.floor((drawn / share) * faults.length)];
}
