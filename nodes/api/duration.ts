/** Lengths of time, in milliseconds. */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Milliseconds of `6m0s`, `1.5s`, `20ms`, `1h2m`, or a bare number of seconds; at most a day. */
export function parseDuration(text: string): number | undefined {
	const trimmed = text.trim().toLowerCase();
	if (/^\d+(\.\d+)?$/.test(trimmed)) return keepPlausible(day, Number(trimmed) * second);
	if (!/^(\d+(\.\d+)?(ms|[dhms]))+$/.test(trimmed)) return undefined;
	const lengths: { [unit: string]: number } = { ms: 1, s: second, m: minute, h: hour, d: day };
	let sum = 0;
	for (const [, amount, unit = ''] of trimmed.matchAll(/([\d.]+)(ms|[dhms])/g)) {
		sum += Number(amount) * (lengths[unit] ?? NaN);
	}
	return keepPlausible(day, sum);
}

/** A length in milliseconds if it is plausible, from 0 to the longest; otherwise undefined. */
export function keepPlausible(longest: number, milliseconds: number): number | undefined {
	return milliseconds >= 0 && milliseconds <= longest ? milliseconds : undefined;
}

/** A length for a sentence, in its two largest units: `14 h 24 min`, `2 min 30 s`, `3 s`. */
export function formatDuration(milliseconds: number): string {
	const names: ReadonlyArray<[string, number]> = [
		['d', day],
		['h', hour],
		['min', minute],
		['s', second],
	];
	let left = Math.max(second, Math.round(milliseconds / second) * second);
	const first = names.findIndex(([, length]) => left >= length);
	const parts = names.slice(first, first + 2).map(([name, length]) => {
		const amount = Math.floor(left / length);
		left -= amount * length;
		return amount === 0 ? '' : `${amount} ${name}`;
	});
	return parts.filter((part) => part !== '').join(' ');
}
