/** How many times as fast the time of the node goes. */
export const speed = 10;

/**
 * Time for nodes whose waits are too long for a test; stands in for the module of n8n's time. Sockets and
 * servers keep to real time.
 */
export const clock = {
	now: (): number => performance.now() * speed,

	after(milliseconds: number, action: () => void): () => void {
		// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- a test may wait
		const timer = setTimeout(action, milliseconds / speed);
		// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- as above
		return () => clearTimeout(timer);
	},
};

/** As the module's own. */
export async function yieldToEventLoop(): Promise<void> {
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- a test may wait
	await new Promise((resolve) => setTimeout(resolve, 0));
}
