/** Addresses that are remembered; a process has few. */
const most = 200;

/** Roots of addresses that have answered this process; the one that did so last is at the end. */
const known = new Set<string>();

let latest: string | undefined;

/** An address has answered, whatever it said: its name is no slip of the pen. */
export function answeredFrom(address: string): void {
	if (address === latest) return;
	latest = address;
	known.delete(address);
	known.add(address);
	const [oldest] = known;
	if (known.size > most && oldest !== undefined) known.delete(oldest);
}

/** Whether an address has ever answered this process. */
export function hasAnswered(address: string): boolean {
	return known.has(address);
}
