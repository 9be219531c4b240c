import type { Attack } from '../attack';
import { good, sendRaw } from '../sending';

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** What is wrong before the first byte of the body. */
export const heads: readonly Attack[] = [
	{
		name: 'a header of 1 MB',
		kinds: ['network'],
		send: (exchange) => sendRaw(exchange, () => `${ok}x-a: ${'a'.repeat(1_000_000)}\r\n\r\n{}`, 1),
	},
	{
		name: '10,000 headers',
		kinds: ['network'],
		send: (exchange) =>
			sendRaw(
				exchange,
				() => `${ok}${Array.from({ length: 10_000 }, (_, n) => `x-${n}: a\r\n`).join('')}\r\n{}`,
				1,
			),
	},
	{
		name: 'headers without end',
		kinds: ['network'],
		send: (exchange) =>
			sendRaw(exchange, (n) => (n === 0 ? ok : `x-${n}: ${'a'.repeat(1_000)}\r\n`)),
	},
	{
		name: 'interim answers without end (102)',
		kinds: ['timeout', 'network'],
		send: (exchange) => sendRaw(exchange, () => 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)),
	},
	{
		name: 'trailers without end',
		kinds: ['network'],
		send: (exchange) =>
			sendRaw(exchange, (n) =>
				n === 0
					? `${ok}transfer-encoding: chunked\r\ntrailer: x\r\n\r\n2\r\n{}\r\n0\r\n`
					: `x-${n}: ${'a'.repeat(1_000)}\r\n`,
			),
	},
	{
		name: 'an extension of a chunk without end',
		kinds: ['network'],
		send: (exchange) =>
			sendRaw(exchange, (n) =>
				n === 0 ? `${ok}transfer-encoding: chunked\r\n\r\n2;` : 'a'.repeat(60_000),
			),
	},
	{
		name: 'no HTTP at all',
		kinds: ['network'],
		send: (exchange) => sendRaw(exchange, () => 'a'.repeat(60_000)),
	},
	{
		name: 'headers named __proto__ and constructor',
		mayPass: true,
		send: (exchange) =>
			sendRaw(
				exchange,
				() =>
					`HTTP/1.1 200 OK\r\ncontent-type: ${exchange.good.type}\r\n__proto__: polluted\r\nconstructor: polluted\r\nconnection: close\r\n\r\n{}`,
				1,
			).then(() => exchange.response.socket?.end()),
	},
	{
		name: 'a retry-after of a million digits, and limits as long',
		send: (exchange) =>
			good(exchange, {
				'retry-after': '9'.repeat(8_000),
				'x-ratelimit-reset': '9'.repeat(6_000),
			}).end('{'),
	},
];
