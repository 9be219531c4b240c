import { estimateTokens } from '../../../api/usage/estimate';

/** Where a text may be cut, from the best place to the worst; what ends a piece stays with it. */
const places: readonly RegExp[] = [
	/\n[^\S\n]*\n\s*/g,
	/\n+/g,
	// From the first of several points on: a line of nothing but points would take the square of its length.
	/(?<![.!?…])[.!?…]+["'”’»)\]]*\s+|[。！？；]+["'”’」』）]*\s*/g,
	/\s+/g,
];

/**
 * Cuts a text into pieces of at most so many tokens (estimated): at paragraph ends where that is possible,
 * else at line ends, sentence ends, blanks, and in the end anywhere. Joined, the pieces are the text again.
 */
export function cutText(text: string, mostTokens: number): string[] {
	return cutAt(text, mostTokens, 0);
}

/** Joins neighbouring texts as long as they stay within so many tokens (estimated) together. */
export function pack(texts: readonly string[], mostTokens: number, between = ''): string[] {
	const packed: string[] = [];
	let tokens = Infinity;
	for (const text of texts) {
		// Rounded up for each text, so that the whole is never more than the sum.
		const own = estimateTokens(text) + (between === '' ? 0 : 1);
		if (tokens + own <= mostTokens) {
			packed[packed.length - 1] += between + text;
			tokens += own;
		} else {
			packed.push(text);
			tokens = own;
		}
	}
	return packed;
}

function cutAt(text: string, mostTokens: number, level: number): string[] {
	if (estimateTokens(text) <= mostTokens) return text === '' ? [] : [text];
	const place = places[level];
	const parts = place === undefined ? slices(text, mostTokens) : split(text, place);
	const fitting = parts.flatMap((part) =>
		place === undefined ? [part] : cutAt(part, mostTokens, level + 1),
	);
	return pack(fitting, mostTokens);
}

function split(text: string, place: RegExp): string[] {
	const parts: string[] = [];
	let start = 0;
	for (const { index, 0: found } of text.matchAll(place)) {
		parts.push(text.slice(start, index + found.length));
		start = index + found.length;
	}
	if (start < text.length) parts.push(text.slice(start));
	return parts;
}

/** Pieces without any regard to words; a character takes one token at most, and none is torn apart. */
function slices(text: string, mostTokens: number): string[] {
	const parts: string[] = [];
	for (let start = 0; start < text.length; ) {
		let end = Math.min(text.length, start + Math.max(1, mostTokens - 1));
		if (isHighSurrogate(text.charCodeAt(end - 1))) end++;
		parts.push(text.slice(start, end));
		start = end;
	}
	return parts;
}

function isHighSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdbff;
}
