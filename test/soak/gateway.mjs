import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Settings
 * @property {number} rate requests a second
 * @property {number} burst
 * @property {number} most requests in flight
 * @property {number} latency of an answer, in milliseconds, in the middle
 * @property {number} share of the requests that go wrong, from 0 to 1
 */

/**
 * Starts the gateway of the soak.
 *
 * @returns what it does: `url`, without `/v1`; `reset(settings)` before a run, `ledger()` after it, and `close()`
 */
export async function startGateway() {
	const child = fork(fileURLToPath(new URL('gatewayProcess.mjs', import.meta.url)));
	/** @param {Settings | 'ledger'} message */
	const ask = async (message) => {
		child.send(message);
		const [{ ledger }] = await once(child, 'message');
		return ledger;
	};
	const [{ port }] = await once(child, 'message');
	return {
		url: `http://127.0.0.1:${port}`,
		/** @param {Settings} settings */
		reset: async (settings) => void (await ask(settings)),
		/** @returns {Promise<import('./ledger.mjs').Ledger>} its members as data */
		ledger: () => ask('ledger'),
		close: () => child.disconnect(),
	};
}
