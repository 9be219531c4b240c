/**
 * How long something keeps the processor busy, in milliseconds. Unlike the time that passes it does not depend on what
 * else the machine does; it is for telling what grows with a power of the length from what does not.
 */
export function processorTime(action: () => unknown): number {
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- nothing else tells it
	const before = process.cpuUsage();
	action();
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- nothing else tells it
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}
