import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Listens with the shortest queue there is, tells its port, and stops: nobody takes what comes. */
const listener = `
const server = require('node:net').createServer();
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () =>
	process.stdout.write(server.address().port + '\\n', () => process.kill(process.pid, 'SIGSTOP')));
`;
/** How often the system is asked, in milliseconds. */
const lookEvery = 5;
/** SYN_SENT, as the system writes it. */
const connecting = '02';

/** Connections to a port that are being made, as Linux counts them. @param {number} port */
function countConnecting(port) {
	const peer = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1);
	return lines.filter((line) => {
		const [, , remote, state] = line.trim().split(/\s+/);
		return remote?.endsWith(peer) && state === connecting;
	}).length;
}

/**
 * A host that swallows what is sent to it, as a firewall does (Linux): its queue of connections is full. What it
 * knows of those who try, the system tells.
 *
 * @returns {Promise<import('./watchedServer.mjs').Watched>}
 */
export async function startSwallowing() {
	const child = spawn(process.execPath, ['-e', listener], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [words] = await once(child.stdout, 'data');
	const port = Number(words.toString());
	const fillers = Array.from({ length: 6 }, () => connect(port, '127.0.0.1').on('error', () => {}));
	await pause(200);
	const own = countConnecting(port);
	/** @type {import('./watchedServer.mjs').Watched} */
	const host = {
		url: `http://127.0.0.1:${port}`,
		requests: [],
		open: 0,
		lastClosedAt: 0,
		async until(isSo, what) {
			for (let looks = 0; !isSo(); looks++) {
				if (looks > 30_000 / lookEvery) throw new Error(`${what}: it did not happen within 30 s`);
				await pause(lookEvery);
			}
		},
		async close() {
			clearInterval(looking);
			for (const filler of fillers) filler.destroy();
			child.kill('SIGKILL');
		},
	};
	const looking = setInterval(() => {
		const open = Math.max(0, countConnecting(port) - own);
		if (open < host.open) host.lastClosedAt = Date.now();
		host.open = open;
	}, lookEvery);
	return host;
}
