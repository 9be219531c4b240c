import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a gateway that compresses
import { completion } from '../../cases/own/chatBodies';
import { askedIn } from '../ask';
import { fails, groups, recovered, type FaultCase, type OpensServer } from '../case';
import { openGateway, openSocket } from '../server';
import { good, goodWhole } from './answers';
import { faultIn } from './build';

const fault = faultIn(groups.H);

/** The good body for a request, as the gateway of these cases writes it. */
const bodyFor = (request: string): Buffer =>
	Buffer.from(JSON.stringify(completion({ content: askedIn(request) })));

/** What is written on a bare socket for a request; then the connection ends. */
const raw =
	(answer: (body: Buffer, position: number) => Buffer | string): OpensServer =>
	async () =>
		await openSocket((socket, request, position) => socket.end(answer(bodyFor(request), position)));

/** An answer by hand: status line and headers as they are given. */
const written = (lines: readonly string[], body: Buffer | string): Buffer =>
	Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);

const ok = 'HTTP/1.1 200 OK';
const type = 'Content-Type: application/json';
const length = (body: Buffer): string => `Content-Length: ${body.length}`;
/** A good one with further lines. */
const goodWith = (...lines: readonly string[]): OpensServer =>
	raw((body) => written([ok, type, length(body), ...lines], body));

/** Compresses its good answer. */
const compressed =
	(encoding: string, compress: (body: Buffer) => Buffer): OpensServer =>
	async () =>
		await openGateway((request, response) => {
			response.writeHead(200, {
				'content-type': 'application/json',
				'content-encoding': encoding,
			});
			response.end(compress(bodyFor(request.bytes.toString())));
		});

const brokenOff = 'The gateway at {host} closed the connection before the answer was complete';
/** A few, and what an outage adds: the fewer the busier the machine, as time goes so fast. */
const all = [3, 90] as const;

/** Headers, and what stands in their place. */
export const headers: readonly FaultCase[] = [
	...fault(
		'a content type that is not true',
		...['text/html', 'text/event-stream', 'application/octet-stream', 'image/png', ''].map(
			(content_type) => ({
				form: content_type === '' ? 'empty, whole' : `${content_type}, whole`,
				server: { ...goodWhole, content_type },
				outcome: recovered(3),
			}),
		),
		...['application/json', 'text/plain', 'text/html', ''].map((content_type) => ({
			form: content_type === '' ? 'empty, streamed' : `${content_type}, streamed`,
			server: { ...good, content_type },
			outcome: recovered(3),
		})),
		{
			form: 'none',
			server: raw((body) => written([ok, length(body)], body)),
			outcome: recovered(3),
		},
	),
	...fault(
		'headers that are odd',
		{
			form: '100 Continue before',
			server: raw((body) =>
				Buffer.concat([
					Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'),
					written([ok, type, length(body)], body),
				]),
			),
			outcome: recovered(3),
		},
		{
			form: '103 Early Hints before',
			server: raw((body) =>
				Buffer.concat([
					Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
					written([ok, type, length(body)], body),
				]),
			),
			outcome: recovered(3),
		},
		{
			form: 'no reason phrase',
			server: raw((body) => written(['HTTP/1.1 200', type, length(body)], body)),
			outcome: recovered(3),
		},
		{
			form: 'HTTP/1.0, no length',
			server: raw((body) => written(['HTTP/1.0 200 OK', type], body)),
			outcome: recovered(3),
		},
		{
			form: '500 of them',
			server: goodWith(...Array.from({ length: 500 }, (_, n) => `X-${n}: ${n}`)),
			outcome: recovered(3),
		},
		{
			form: 'the same one twice',
			server: goodWith('X-Request-Id: a', 'X-Request-Id: b', 'Retry-After: 1', 'Retry-After: 2'),
			outcome: recovered(3),
		},
		{ form: 'letters beyond ASCII', server: goodWith('X-Name: Grüße'), outcome: recovered(3) },
		{
			form: 'named like parts of objects',
			server: goodWith('__proto__: 1', 'constructor: 2', 'toString: 3', 'hasOwnProperty: 4'),
			outcome: recovered(3),
		},
	),
	...fault(
		'headers that no client reads',
		{
			form: '40 kB',
			server: goodWith(`X-Long: ${'a'.repeat(40_000)}`),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'no colon',
			server: goodWith('nonsense'),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'two lengths that differ',
			server: goodWith('Content-Length: 5'),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'a length beside a Transfer-Encoding',
			server: goodWith('Transfer-Encoding: identity'),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'a length and chunks',
			server: goodWith('Transfer-Encoding: chunked'),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'a negative length',
			server: raw((body) => written([ok, type, 'Content-Length: -1'], body)),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'status 99999',
			server: raw((body) => written(['HTTP/1.1 99999 OK', type, length(body)], body)),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
	),
	...fault(
		'what is not HTTP',
		{
			form: 'SSH',
			server: raw(() => 'SSH-2.0-OpenSSH_9.6\r\n'),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'HTTP/2',
			server: raw(() => Buffer.from('000012040000000000000300000064', 'hex')),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'JSON alone',
			server: raw((body) => body),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'nothing',
			server: raw(() => ''),
			outcome: fails('network', brokenOff, all),
			pace: 'hurried',
		},
	),
	...fault(
		'a length that is not true',
		{
			form: 'too short, once',
			isCut: true,
			server: raw((body, position) =>
				written(
					[ok, type, `Content-Length: ${position === 0 ? body.length - 30 : body.length}`],
					body,
				),
			),
			outcome: recovered(4),
		},
		{
			form: 'too long, once',
			isCut: true,
			isComplete: true,
			server: raw((body, position) =>
				written(
					[ok, type, `Content-Length: ${position === 0 ? body.length + 30 : body.length}`],
					body,
				),
			),
			outcome: recovered([3, 4], { says: 'the whole answer: its JSON is complete' }),
		},
		{
			form: 'too long and cut, for ever',
			isCut: true,
			pace: 'hurried',
			server: raw((body) => written([ok, type, length(body)], body.subarray(0, 60))),
			outcome: fails('network', brokenOff, all),
		},
		{
			form: 'the last chunk is missing, once',
			isCut: true,
			isComplete: true,
			server: raw((body) =>
				written(
					[ok, type, 'Transfer-Encoding: chunked'],
					`${body.length.toString(16)}\r\n${body}\r\n`,
				),
			),
			outcome: recovered(3, { says: 'the whole answer: its JSON is complete' }),
		},
		{
			form: 'a chunk whose length is no number, once',
			isCut: true,
			server: raw((body, position) =>
				position === 0
					? written([ok, type, 'Transfer-Encoding: chunked'], `xyz\r\n${body}\r\n0\r\n\r\n`)
					: written([ok, type, length(body)], body),
			),
			outcome: recovered(4),
		},
	),
	...fault(
		'a compressed answer',
		{ form: 'gzip', server: compressed('gzip', gzipSync), outcome: recovered(3) },
		{ form: 'deflate', server: compressed('deflate', deflateSync), outcome: recovered(3) },
		{ form: 'br', server: compressed('br', brotliCompressSync), outcome: recovered(3) },
		{ form: 'GZIP in capitals', server: compressed('GZIP', gzipSync), outcome: recovered(3) },
		{ form: 'identity', server: compressed('identity', (body) => body), outcome: recovered(3) },
	),
	...fault(
		'a compressed answer that cannot be read',
		{
			form: 'it says gzip and is none',
			server: compressed('gzip', (body) => body),
			outcome: fails('network', 'The gateway at {host} …', all),
			pace: 'hurried',
		},
		{
			form: 'gzip, cut',
			isCut: true,
			server: compressed('gzip', (body) => gzipSync(body).subarray(0, 60)),
			outcome: fails('malformed', 'The gateway answered with broken JSON', [12, 16]),
			pace: 'slow',
		},
		{
			form: 'a way to compress that nobody knows',
			server: compressed('snappy', gzipSync),
			outcome: fails('malformed', 'The gateway answered with something that is no text', 3),
		},
	),
];
