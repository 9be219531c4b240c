import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('plainProcess.mjs', import.meta.url));

/**
 * Starts the process of the clients that need no n8n.
 *
 * @param {import('../../tools/n8n/install.mjs').Installation} n8n its Node.js and packages are used
 */
export function startPlain(n8n) {
	const child = fork(script, [n8n.n8n], { execPath: n8n.node });
	return {
		async run(job) {
			child.send(job);
			const ended = new AbortController();
			try {
				const [result] = await Promise.race([
					once(child, 'message', { signal: ended.signal }),
					once(child, 'exit', { signal: ended.signal }).then(([code]) => {
						throw new Error(`The plain client ended with exit code ${code}`);
					}),
				]);
				return result;
			} finally {
				ended.abort();
			}
		},
		close: () => child.disconnect(),
	};
}
