import type { Socket } from 'node:net'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- a type
import { tryParseJson } from '../../../nodes/api/json';
import type { Received } from '../gateway';

const endOfHead = '\r\n\r\n';

/** Reads one request whose head states its length; rejects when the connection ends before. */
export function readRequest(line: Socket): Promise<Received> {
	return new Promise((resolve, reject) => {
		let bytes = Buffer.alloc(0);
		line.on('data', (more: Buffer) => {
			bytes = Buffer.concat([bytes, more]);
			const request = requestIn(bytes);
			if (request !== undefined) resolve(request);
		});
		line.once('close', () =>
			reject(new Error('The connection was closed before the request was in')),
		);
	});
}

function requestIn(bytes: Buffer): Received | undefined {
	const end = bytes.indexOf(endOfHead);
	if (end < 0) return undefined;
	const [first = '', ...rest] = bytes.subarray(0, end).toString('latin1').split('\r\n');
	const headers = Object.fromEntries(
		rest.map((line) => [
			line.slice(0, line.indexOf(':')).toLowerCase(),
			line.slice(line.indexOf(':') + 1).trim(),
		]),
	);
	const body = bytes.subarray(end + endOfHead.length);
	if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
	const [method = '', path = ''] = first.split(' ');
	const text = body.toString();
	return { method, path, headers, body: tryParseJson(text) ?? text, bytes: body };
}
