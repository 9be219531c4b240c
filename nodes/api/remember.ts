/** Results that are kept of one function; a process has few gateways. */
const most = 100;

/**
 * The same function, with its last results kept by their text: what is read of an address is asked for with every
 * request. What it throws is not kept.
 *
 * @param read gives the same for the same text, and nothing that is changed
 */
export function remember<Result>(read: (text: string) => Result): (text: string) => Result {
	const kept = new Map<string, Result>();
	return (text) => {
		const known = kept.get(text);
		if (known !== undefined) return known;
		const result = read(text);
		if (kept.size >= most) kept.clear();
		kept.set(text, result);
		return result;
	};
}
