import { createGzip } from 'node:zlib'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a gateway that compresses
import type { ServerResponse } from 'node:http'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a type
import { once } from 'node:events'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a server that waits for its reader
import { json, routes } from '../../cases/own/build';
import { completion, says } from '../../cases/own/chatBodies';
import { binary, png } from '../../support/files';
import { unless } from '../../support/wire/compare';
import { fails, groups, recovered, type FaultCase, type OpensServer } from '../case';
import { openGateway } from '../server';
import { embeddings, image } from './answers';
import { faultIn } from './build';

const bodies = faultIn(groups.B);
const input = faultIn(groups.U);

const megabyte = 1024 * 1024;
/** One piece of what never seems to end. */
const piece = Buffer.alloc(megabyte, 'a');

/** Most that was held outside the heap since the last look, in megabytes: there are answers as they are read. */
let most = 0;
function note(): void {
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- nothing else tells of memory
	const { external } = process.memoryUsage();
	most = Math.max(most, external / megabyte);
}

/** Sends a head, so many megabytes, and a tail, as fast as they are read. */
async function pour(response: ServerResponse, head: string, megabytes: number, tail: string) {
	response.write(head);
	for (let sent = 0; sent < megabytes && !response.destroyed; sent++) {
		note();
		if (!response.write(piece))
			await Promise.race([once(response, 'drain'), once(response, 'close')]);
	}
	response.end(tail);
}

const large =
	(type: string, megabytes: number, head: string, tail: string, status = 200): OpensServer =>
	async () =>
		await openGateway(async (_request, response) => {
			response.writeHead(status, { 'content-type': type });
			await pour(response, head, megabytes, tail);
		});

/** A small answer that becomes large. */
const bomb: OpensServer = async () =>
	await openGateway(async (_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
		const gzip = createGzip();
		gzip.pipe(response);
		response.on('close', () => gzip.destroy());
		gzip.on('error', () => {});
		gzip.write('{"a":"');
		for (let sent = 0; sent < 500 && !response.destroyed; sent++) {
			note();
			if (!gzip.write(piece)) await Promise.race([once(gzip, 'drain'), once(response, 'close')]);
		}
		gzip.end('"}');
	});

const [before = '', after = ''] = JSON.stringify(completion({ content: '@@' })).split('@@');
const chunkBefore = 'data: {"choices":[{"index":0,"delta":{"content":"';
const chunkAfter = '"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

/** What answers may take while they are read: the bound of all together, and what is not collected yet. */
const bound = 700;
const isBounded = (): string[] => {
	const taken = Math.round(most);
	most = 0;
	return unless(taken < bound, `${taken} MB were held outside the heap`);
};

/** Answers that are larger than any. */
const largeAnswers: readonly FaultCase[] = [
	...bodies(
		'an answer of 500 MB',
		{
			form: 'chat, whole',
			ask: { items: 1, stream: false },
			pace: 'heavy',
			server: large('application/json', 500, before, after),
			outcome: fails('malformed', 'The answer is larger than 64 MB', 1),
			also: isBounded,
		},
		{
			form: 'chat, one line of a stream',
			ask: { items: 1 },
			pace: 'heavy',
			server: large('text/event-stream', 500, chunkBefore, chunkAfter),
			outcome: fails('malformed', 'The answer is larger than 64 MB', 1),
			also: isBounded,
		},
		{
			form: 'embeddings',
			ask: { ...embeddings.ask, items: 1 },
			pace: 'heavy',
			server: large('application/json', 500, '{"data":"', '"}'),
			outcome: fails('malformed', 'The answer is larger than 64 MB', 1),
			also: isBounded,
		},
		{
			form: 'image',
			ask: { ...image.ask, items: 1 },
			pace: 'heavy',
			server: large('application/json', 500, '{"data":[{"b64_json":"', '"}]}'),
			outcome: fails('malformed', 'The answer is larger than 64 MB', 1),
			also: isBounded,
		},
		{
			form: 'a refusal',
			ask: { items: 1 },
			pace: 'heavy',
			server: large('text/plain', 500, 'No: ', '', 400),
			outcome: fails('badRequest', 'No: aaaaaaaa…', 1),
			also: isBounded,
		},
		{
			form: 'three at once',
			ask: { items: 3, stream: false },
			pace: 'heavy',
			server: large('application/json', 500, before, after),
			outcome: fails('malformed', 'The answer is larger than 64 MB', 3),
			also: isBounded,
		},
	),
	...bodies('a compressed answer that becomes 500 MB', {
		ask: { items: 1, stream: false },
		pace: 'heavy',
		server: bomb,
		outcome: fails('malformed', 'The answer is larger than 64 MB', 1),
		also: isBounded,
	}),
	...bodies('an answer of 30 MB', {
		form: 'chat, whole',
		ask: { items: 1, stream: false },
		pace: 'heavy',
		server: large('application/json', 30, before, after),
		outcome: recovered(1, { item: { text: 'a'.repeat(30 * megabyte) } }),
	}),
];

/** What users send that is larger than usual. */
const largeInput: readonly FaultCase[] = [
	...input('a prompt of 20 MB', {
		ask: () => ({
			items: [{ text: 'a'.repeat(20 * megabyte) }],
			parameters: { messages: { values: [{ role: 'user', content: '={{ $json.text }}' }] } },
		}),
		pace: 'heavy',
		server: says('Read'),
		outcome: recovered(1, { item: { text: 'Read' } }),
	}),
	...input('a prompt of 20 MB that the gateway does not take', {
		ask: () => ({
			items: [{ text: '你'.repeat(7 * megabyte) }],
			parameters: { messages: { values: [{ role: 'user', content: '={{ $json.text }}' }] } },
		}),
		pace: 'heavy',
		server: json({ error: { message: 'Request Entity Too Large' } }, 413),
		outcome: fails('badRequest', 'Request Entity Too Large', 1, { item: { advice: 'too large' } }),
	}),
	...input(
		'a file of 100 MB',
		{
			form: 'an image beside a message',
			ask: () => ({
				items: 1,
				binary: {
					data: binary(Buffer.concat([png(), Buffer.alloc(100 * megabyte)]), 'image/png', 'a.png'),
				},
				parameters: {
					messages: { values: [{ role: 'user', content: 'Look', binaryProperties: ['data'] }] },
				},
			}),
			pace: 'heavy',
			server: says('Seen'),
			outcome: recovered(1, { item: { text: 'Seen' } }),
		},
		{
			form: 'a sound to transcribe',
			ask: () => ({
				items: 1,
				route: routes.transcriptions,
				binary: { data: binary(Buffer.alloc(100 * megabyte, 1), 'audio/wav', 'a.wav') },
			}),
			pace: 'heavy',
			server: json({ text: 'Heard' }),
			outcome: fails(
				'input',
				'Audio Binary Field names the file "data" of 100.0 MB, but at most 25 MB are taken',
				0,
			),
		},
		{
			form: 'an image to edit',
			ask: () => ({
				items: 1,
				route: routes.images,
				operation: 'image.edit',
				binary: {
					data: binary(Buffer.concat([png(), Buffer.alloc(100 * megabyte)]), 'image/png', 'a.png'),
				},
				parameters: { prompt: 'Brighter' },
			}),
			pace: 'heavy',
			server: image.good,
			outcome: fails(
				'input',
				'Image Binary Fields names the file "data" of 100.0 MB, but at most 25 MB are taken',
				0,
			),
		},
	),
];

export const sizes: readonly FaultCase[] = [...largeAnswers, ...largeInput];
