import { key } from '../support/chat';

/** What may appear nowhere, of one case. */
export interface Secrets {
	apiKey: string;
	/** Value of an additional header. */
	header: string;
}

/** Length of a piece of the key that gives it away, in characters. */
const tooMuch = 12;

/** A key and a header of their own: what a lane has learnt must not reach a later case on the same port. */
export function secretsOf(number: number): Secrets {
	const digits = String(number).padStart(4, '0');
	return { apiKey: key.slice(0, -4) + digits, header: `team-9f3c61d7e2b8-${digits}` };
}

/** Texts beyond this, in characters, are looked through alone: all together may be more than a string can hold. */
const long = 1_000_000;

/** How many of the secrets, or forms of them, are in what came out. */
export function leaksIn(whole: unknown, { apiKey, header }: Secrets): number {
	const pieces = Array.from({ length: apiKey.length - tooMuch + 1 }, (_, at) =>
		apiKey.slice(at, at + tooMuch).toLowerCase(),
	);
	const inSmallLetters = [Buffer.from(apiKey).toString('hex'), header, ...pieces];
	const asTheyAre = base64Of(apiKey);
	const found = new Set<string>();
	for (const text of textsIn(whole)) {
		const small = text.toLowerCase();
		for (const form of inSmallLetters) if (small.includes(form)) found.add(form);
		for (const form of asTheyAre) if (text.includes(form)) found.add(form);
	}
	return found.size;
}

/** All that is text in a value, names as well: many short ones in one, long ones alone. */
function textsIn(value: unknown): string[] {
	const short: string[] = [];
	const alone: string[] = [];
	const seen = new Set<unknown>();
	const left = [value];
	while (left.length > 0) {
		const one = left.pop();
		if (typeof one === 'string') (one.length > long ? alone : short).push(one);
		if (typeof one !== 'object' || one === null || seen.has(one)) continue;
		seen.add(one);
		if (one instanceof Map || one instanceof Set) left.push(...one);
		// Also what is not enumerable, such as stacks of errors.
		if (ArrayBuffer.isView(one)) continue;
		for (const name of Object.getOwnPropertyNames(one)) {
			short.push(name);
			left.push((one as { [member: string]: unknown })[name]);
		}
	}
	return [short.join('\n'), ...alone];
}

/** What base64 makes of a text, wherever in a group of three bytes it begins, without its first and last letters. */
function base64Of(text: string): string[] {
	return [0, 1, 2].map((shift) =>
		Buffer.from(' '.repeat(shift) + text)
			.toString('base64')
			.slice(4, -4),
	);
}
