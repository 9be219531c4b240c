/** The gateway, in a process of its own: the first part of the path names the answer, and its size in bytes. */
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { answers } from './answers.mjs';

let made = {};

const server = createServer((request, response) => {
	request.resume();
	request.once('end', () => {
		const [name, size] = decodeURIComponent(request.url.split('/')[1]).split('@');
		const path = `${name}@${size}`;
		if (!(name in answers)) {
			response.writeHead(404).end();
			return;
		}
		if (made.path !== path) {
			const { status = 200, type, isZipped, body } = answers[name](Number(size));
			const headers = { 'content-type': type, ...(isZipped ? { 'content-encoding': 'gzip' } : {}) };
			made = { path, status, headers, bytes: isZipped ? gzipSync(body) : Buffer.from(body) };
		}
		response.on('error', () => {});
		response.writeHead(made.status, made.headers).end(made.bytes);
	});
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
