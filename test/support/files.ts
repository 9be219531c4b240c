import { crc32, deflateSync } from './zlib';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Received } from './gateway';

/** A real PNG of one colour. */
export function png(width = 2, height = 2, colour = [200, 30, 30]): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2], 8);
	const row = Buffer.from([0, ...Array.from({ length: width }, () => colour).flat()]);
	const rows = Buffer.concat(Array.from({ length: height }, () => row));
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

/** A real WAV: a tenth of a second of silence. */
export function wav(): Buffer {
	const samples = Buffer.alloc(1600);
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(8000, 24);
	header.writeUInt32LE(16000, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}

/** A file as a binary field of an item. */
export function binary(bytes: Buffer, mimeType: string, fileName: string) {
	return { data: bytes.toString('base64'), mimeType, fileName };
}

/** The bytes of a binary field of an output item. */
export function bytesOf(item: INodeExecutionData | undefined, name: string): Buffer {
	return Buffer.from(item?.binary?.[name]?.data ?? '', 'base64');
}

/** A form as Node.js itself reads it: names with texts, or with name, type and bytes of files. */
export async function formOf({ bytes, headers }: Received): Promise<Array<[string, unknown]>> {
	const form = await new Response(new Uint8Array(bytes), {
		headers: { 'content-type': String(headers['content-type']) },
	}).formData();
	return await Promise.all(
		[...form.entries()].map(async ([name, value]): Promise<[string, unknown]> => {
			if (typeof value === 'string') return [name, value];
			const content = Buffer.from(await value.arrayBuffer());
			return [name, { name: value.name, type: value.type, bytes: content }];
		}),
	);
}
