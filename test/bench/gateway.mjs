import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts the gateway of the bench.
 *
 * @returns what it does: `url`, without `/v1`; `reset(settings)` before a run, `counts()` after it,
 *   and `close()`
 */
export async function startGateway() {
	const child = fork(fileURLToPath(new URL('gatewayProcess.mjs', import.meta.url)));
	const ask = async (message) => {
		child.send(message);
		const [{ counts }] = await once(child, 'message');
		return counts;
	};
	const [{ port }] = await once(child, 'message');
	return {
		url: `http://127.0.0.1:${port}`,
		reset: async (settings) => void (await ask(settings)),
		counts: () => ask('counts'),
		close: () => child.disconnect(),
	};
}
