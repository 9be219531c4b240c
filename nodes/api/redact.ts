import { isObject } from './json';

const mask = '[redacted]';

/**
 * Takes secrets out of a value, also when a gateway echoes them: every string and every member name
 * is searched. Returns the value itself when nothing was found.
 *
 * @param secrets the API key and the values of additional headers
 * @param shortest secrets with fewer characters are left alone: local gateways are often used with
 *   keys such as `none`, and a model may say that word
 */
export function redact<T>(value: T, secrets: readonly string[], shortest = 8): T {
	const needles = secrets.filter((secret) => secret.length >= shortest);
	return needles.length === 0 ? value : (clean(value, needles) as T);
}

function clean(value: unknown, needles: readonly string[]): unknown {
	if (typeof value === 'string') return cleanText(value, needles);
	if (Array.isArray(value))
		return keepIfSame(
			value,
			value.map((member) => clean(member, needles)),
		);
	if (!isObject(value)) return value;
	let changed = false;
	const entries = Object.entries(value).map(([name, member]) => {
		const cleaned: [string, unknown] = [cleanText(name, needles), clean(member, needles)];
		changed ||= cleaned[0] !== name || cleaned[1] !== member;
		return cleaned;
	});
	return changed ? Object.fromEntries(entries) : value;
}

function keepIfSame(before: unknown[], after: unknown[]): unknown[] {
	return after.some((member, position) => member !== before[position]) ? after : before;
}

function cleanText(text: string, needles: readonly string[]): string {
	let cleaned = text;
	for (const needle of needles) {
		if (cleaned.includes(needle)) cleaned = cleaned.split(needle).join(mask);
		// Gateways like to quote the beginning of a key, and half of a key must not be shown either.
		const half = needle.slice(0, Math.ceil(needle.length / 2));
		if (half.length >= 12 && cleaned.includes(half)) cleaned = cutPrefixes(cleaned, needle, half);
	}
	return cleaned;
}

function cutPrefixes(text: string, needle: string, half: string): string {
	const [first = '', ...rest] = text.split(half);
	return rest.reduce((cleaned, after) => {
		let length = 0;
		while (length < after.length && after[length] === needle[half.length + length]) length++;
		return cleaned + mask + after.slice(length);
	}, first);
}
