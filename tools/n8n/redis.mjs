import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aptInstall } from './aptInstall.mjs';
import { freePort, launch } from '../process/launch.mjs';

const BINARY = '/usr/bin/redis-server';

/**
 * Starts a Redis of its own on loopback, for n8n in queue mode; installs it first where that can be done.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 * @throws when there is none; the message says what to install
 */
export async function startRedis({ log = console.log } = {}) {
	if (!existsSync(BINARY)) aptInstall('redis-server', 'Redis', log);
	if (!existsSync(BINARY))
		throw new Error('Queue mode needs Redis. On Debian: apt-get install redis-server.');
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'redis-'));
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
	const server = launch(BINARY, args, { env: process.env, out: join(folder, 'log') });
	while (server.running() && !(await answers(port))) await pause(50);
	if (!server.running()) throw new Error(`Redis did not start: see ${join(folder, 'log')}`);
	return {
		port,
		async stop() {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

function answers(port) {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
