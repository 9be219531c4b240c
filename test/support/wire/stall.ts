/** How often is looked, in milliseconds. */
const every = 20;

/**
 * Begins to measure how long this process is kept from its work, by itself or by others on the machine. What is
 * returned ends it, and tells how late its timers were altogether, in milliseconds.
 */
export function measureStall(): () => number {
	let late = 0;
	let due = performance.now() + every;
	const timer = setInterval(() => {
		const now = performance.now();
		late += Math.max(0, now - due);
		due = now + every;
	}, every);
	return () => {
		clearInterval(timer);
		return late;
	};
}
