/** The end of a task, told at an address that the client has named. */

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
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: task,
			// An answer that points to another computer is not followed either.
			redirect: 'manual',
			signal: AbortSignal.any([closed, AbortSignal.timeout(patience)]),
		});
		await response.body?.cancel();
	} catch {
		// The client can still ask for the task.
	}
}
