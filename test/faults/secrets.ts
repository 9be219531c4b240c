import { everythingIn, key } from '../support/chat';

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

/** How many of the secrets, or forms of them, are in what came out. */
export function leaksIn(whole: unknown, { apiKey, header }: Secrets): number {
	const text = typeof whole === 'string' ? whole : (everythingIn(whole) ?? '');
	const small = text.toLowerCase();
	const pieces = Array.from({ length: apiKey.length - tooMuch + 1 }, (_, at) =>
		apiKey.slice(at, at + tooMuch).toLowerCase(),
	);
	const forms = [
		pieces.some((piece) => small.includes(piece)),
		small.includes(Buffer.from(apiKey).toString('hex')),
		...base64Of(apiKey).map((form) => text.includes(form)),
		small.includes(header),
	];
	return forms.filter(Boolean).length;
}

/** What base64 makes of a text, wherever in a group of three bytes it begins, without its first and last letters. */
function base64Of(text: string): string[] {
	return [0, 1, 2].map((shift) =>
		Buffer.from(' '.repeat(shift) + text)
			.toString('base64')
			.slice(4, -4),
	);
}
