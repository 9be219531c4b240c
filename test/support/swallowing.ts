/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a host that swallows packets needs a process of its own */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

/** Listens with the shortest queue there is, tells its port, and stops: nobody takes what comes. */
const listener = `
const server = require('node:net').createServer();
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () =>
	process.stdout.write(server.address().port + '\\n', () => process.kill(process.pid, 'SIGSTOP')));
`;

/**
 * A host that swallows what is sent to it (Linux): its queue of connections is full, so that the kernel drops every
 * further request for one, as a firewall does.
 */
export async function startSwallowing(): Promise<{ host: string; close(): void }> {
	const child = spawn(process.execPath, ['-e', listener], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [words] = (await once(child.stdout, 'data')) as [Buffer];
	const port = Number(words.toString());
	const fillers = Array.from({ length: 6 }, () => connect(port, '127.0.0.1').on('error', () => {}));
	await new Promise((resolve) => setTimeout(resolve, 200));
	return {
		host: `127.0.0.1:${port}`,
		close() {
			for (const filler of fillers) filler.destroy();
			child.kill('SIGKILL');
		},
	};
}
