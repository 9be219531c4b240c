/** The end of a task, told at an address that the client has named. */
import { http } from '../../http.mjs';

/** A gateway for tests must not be a way to other computers. */
const loopback = /^(127(\.\d+){3}|localhost|\[::1\])$/;

/** Milliseconds that a client may take to listen. */
const patience = 5_000;

/** @param {unknown} address */
export const isWebAddress = (address) =>
	typeof address === 'string' && /^https?:\/\//i.test(address) && URL.canParse(address);

/**
 * Posts a task without the key, and without caring for the answer.
 *
 * @param {string} address one that `isWebAddress`
 * @param {string} task JSON
 * @param {AbortSignal} closed aborted when the gateway is
 */
export async function tell(address, task, closed) {
	if (!loopback.test(new URL(address).hostname)) return;
	try {
		const { data } = await http.post(address, task, {
			headers: { 'content-type': 'application/json' },
			// An answer that points to another computer is not followed either.
			maxRedirects: 0,
			timeout: patience,
			signal: closed,
			responseType: 'stream',
		});
		data.destroy();
	} catch {
		// The client can still ask for the task.
	}
}
