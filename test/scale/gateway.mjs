import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts the gateway of the scale test.
 *
 * @returns what it does: `url`, without `/v1`; `reset(limit)` before a run, with the name of one; `requests()` after
 *   it, and `close()`
 */
export async function startGateway() {
	const child = fork(fileURLToPath(new URL('gatewayProcess.mjs', import.meta.url)));
	const ask = async (message) => {
		child.send(message);
		const [answer] = await once(child, 'message');
		return answer;
	};
	const [{ port }] = await once(child, 'message');
	return {
		url: `http://127.0.0.1:${port}`,
		/** @param {string} limit */
		reset: async (limit) => void (await ask({ limit })),
		/** @returns {Promise<import('./figures.ts').Sent[]>} */
		requests: async () => (await ask('requests')).requests,
		close: () => child.disconnect(),
	};
}
