import type { Attack, Exchange } from '../attack';
import { event } from '../routes';
import { good, repeatTo, sendEndless, sendPieces } from '../sending';

const megabyte = 1024 * 1024;
const huge = { 'content-length': '10000000000' };

/** The body of the good answer, with the length that is claimed of it. */
function withLength(exchange: Exchange, difference: number): void {
	const { socket } = exchange.response;
	const body = Buffer.from(exchange.good.body);
	socket?.write(
		`HTTP/1.1 200 OK\r\ncontent-type: ${exchange.good.type}\r\ncontent-length: ${body.length + difference}\r\n\r\n`,
	);
	socket?.write(body);
}

/** Bodies that never end, or are not as long as they say. */
export const bodies: readonly Attack[] = [
	{
		name: 'a body without end',
		kinds: ['malformed', 'timeout', 'server', 'badRequest'],
		send: async (exchange) => await sendEndless(good(exchange), 'abcdefgh'),
	},
	{
		name: 'a body without end that claims 10 GB',
		send: async (exchange) => await sendEndless(good(exchange, huge), 'abcdefgh'),
	},
	{
		name: 'blanks without end',
		send: async (exchange) => await sendEndless(good(exchange), ' \n'),
	},
	{
		name: 'a string of JSON without end',
		on: ['json', 'chats', 'file'],
		send: async (exchange) => {
			const response = good(exchange, { 'content-type': 'application/json' });
			response.write('{"a":"');
			await sendEndless(response, 'abcdefgh');
		},
	},
	{
		name: 'the bytes of a picture without end',
		on: ['file', 'image', 'request'],
		send: async (exchange) => {
			const response = good(exchange, { 'content-type': 'image/png' });
			response.write(Buffer.from('89504e470d0a1a0a', 'hex'));
			await sendEndless(response, '\u0001\u0002\u0003');
		},
	},
	{
		name: 'a refusal without end',
		send: async ({ response }) => {
			response.writeHead(400, { 'content-type': 'application/json' });
			response.write('{"error":{"message":"');
			await sendEndless(response, 'abcdefgh ');
		},
	},
	{
		name: 'one byte at a time, without end',
		kinds: ['timeout'],
		send: async (exchange) => {
			const response = good(exchange);
			response.write('{"a":"');
			await sendPieces(response, () => 'a', 20_000_000);
		},
	},
	{
		name: 'a content-length that is too large, then the end',
		on: ['json', 'file', 'events'],
		mayPass: true,
		send: (exchange) => {
			withLength(exchange, 1_000);
			exchange.response.socket?.end();
		},
	},
	{
		name: 'a content-length that is too large, then silence',
		kinds: ['timeout'],
		mayPass: true,
		send: (exchange) => withLength(exchange, 1_000),
	},
	{
		name: 'a content-length that is too small',
		mayPass: true,
		send: (exchange) => withLength(exchange, -5),
	},
	{
		name: 'an answer of 60 MB of words',
		on: ['chat', 'extract', 'claude', 'chatStream'],
		mayPass: true,
		send: async (exchange) => {
			const response = good(exchange, { 'content-type': 'application/json' });
			response.write('{"choices":[{"finish_reason":"stop","message":{"content":"');
			const piece = Buffer.from(repeatTo('Lorem ipsum. ', megabyte));
			await sendPieces(response, () => piece, 60);
			response.end('"}}]}');
		},
	},
	{
		name: 'an event of 60 MB',
		on: ['events'],
		mayPass: true,
		send: async (exchange) => {
			const response = good(exchange);
			const [before, after] = event({
				choices: [{ index: 0, delta: { content: '|' }, finish_reason: 'stop' }],
			}).split('|');
			response.write(before);
			const piece = Buffer.from(repeatTo('Lorem ipsum. ', megabyte));
			await sendPieces(response, () => piece, 60);
			response.end(after);
		},
	},
];
