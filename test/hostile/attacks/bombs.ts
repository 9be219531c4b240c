/* eslint-disable @n8n/community-nodes/no-restricted-imports -- compressing needs node:zlib */
import {
	constants,
	createBrotliCompress,
	createDeflate,
	gzipSync,
	type BrotliCompress,
	type Deflate,
} from 'node:zlib';
import type { Attack, Exchange } from '../attack';
import { chunk, event } from '../routes';
import { good, repeatTo, sendPieces } from '../sending';

/** What one piece unpacks to, in bytes, and how many there are: 10 GB. */
const unpacked = 16 * 1024 * 1024;
const count = 640;

/** A compressed beginning, and a piece that may follow as often as wanted. */
interface Bomb {
	first: Buffer;
	again: Buffer;
}

/** Members of gzip may follow each other. */
function gzipBomb(text: string): Bomb {
	const member = gzipSync(repeatTo(text, unpacked), { level: 9 });
	return { first: member, again: member };
}

/** The same text again, flushed, becomes the same bytes again from the third time on. */
async function flushedBomb(stream: Deflate | BrotliCompress, text: string): Promise<Bomb> {
	const flag = 'params' in stream ? constants.Z_FULL_FLUSH : constants.BROTLI_OPERATION_FLUSH;
	const input = repeatTo(text, unpacked);
	const next = async (): Promise<Buffer> => {
		stream.write(input);
		await new Promise<void>((resolve) => stream.flush(flag, resolve));
		const parts: Buffer[] = [];
		for (let part; (part = stream.read() as Buffer | null) !== null; ) parts.push(part);
		return Buffer.concat(parts);
	};
	const beginning = [await next(), await next()];
	const again = await next();
	if (!again.equals(await next())) throw new Error('The bytes differ each time');
	return { first: Buffer.concat(beginning), again };
}

const made = new Map<string, Promise<Bomb>>();

/** The bomb of an encoding, made once. */
async function bombOf(encoding: string, text: string): Promise<Bomb> {
	const name = `${encoding} ${text}`;
	const known = made.get(name) ?? make(encoding, text);
	made.set(name, known);
	return await known;
}

async function make(encoding: string, text: string): Promise<Bomb> {
	if (encoding === 'br') {
		const quality = { [constants.BROTLI_PARAM_QUALITY]: 5 };
		return await flushedBomb(createBrotliCompress({ params: quality }), text);
	}
	return encoding === 'deflate'
		? await flushedBomb(createDeflate({ level: 9 }), text)
		: gzipBomb(text);
}

async function explode(exchange: Exchange, encoding: string, text: string, status = 200) {
	const { first, again } = await bombOf(encoding, text);
	const { response, good: answer } = exchange;
	response.writeHead(status, { 'content-type': answer.type, 'content-encoding': encoding });
	await sendPieces(response, (n) => (n === 0 ? first : again), count);
	response.end();
}

/** A bomb that is compressed once more; made once. */
let nested: Promise<Buffer> | undefined;
const twice = async (): Promise<Buffer> => await (nested ??= nest());

async function nest(): Promise<Buffer> {
	const { again } = await bombOf('gzip', letters);
	return gzipSync(Buffer.concat(Array.from({ length: count }, () => again)));
}

const encodings = ['gzip', 'br', 'deflate'];
const letters = 'aaaaaaaa';
const pieces = event(chunk({ content: 'word ' }));

/** Some kB that unpack to 10 GB. */
export const bombs: readonly Attack[] = [
	...encodings.flatMap((encoding): Attack[] => [
		{
			name: `a bomb (${encoding}, 10 GB)`,
			send: async (exchange) => await explode(exchange, encoding, letters),
		},
		{
			name: `a bomb as a refusal (${encoding})`,
			on: ['chat', 'claude', 'image', 'pictureFile', 'models', 'request', 'chatModel'],
			send: async (exchange) => await explode(exchange, encoding, letters, 400),
		},
		{
			name: `a bomb of events (${encoding})`,
			on: ['events'],
			send: async (exchange) => await explode(exchange, encoding, pieces),
		},
		{
			name: `a bomb of comments (${encoding})`,
			on: ['events'],
			send: async (exchange) => await explode(exchange, encoding, ': ping\n\n'),
		},
	]),
	{
		name: 'a bomb of blanks (gzip)',
		send: async (exchange) => await explode(exchange, 'gzip', ' \n'),
	},
	{
		name: 'a bomb in a bomb (gzip, gzip)',
		send: async (exchange) => {
			good(exchange, { 'content-encoding': 'gzip, gzip' }).end(await twice());
		},
	},
	{
		name: 'a bomb in a bomb that claims to be one (gzip)',
		send: async (exchange) => {
			good(exchange, { 'content-encoding': 'gzip' }).end(await twice());
		},
	},
	{
		name: 'gzip that is none',
		send: (exchange) =>
			good(exchange, { 'content-encoding': 'gzip' }).end(repeatTo('no gzip ', 100_000)),
	},
	{
		name: 'gzip that breaks off',
		send: async (exchange) => {
			const { again } = await bombOf('gzip', letters);
			good(exchange, { 'content-encoding': 'gzip' }).end(again.subarray(0, 2_000));
		},
	},
];
