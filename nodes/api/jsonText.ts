/*
 * JSON as text, before it is parsed. Loops in place of regular expressions: an expression over a string of
 * some megabytes (a picture in base64) overflows the stack.
 */

const quote = 34;
const comma = 44;
const colon = 58;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;

/** Position of the quote that ends the string which begins at `start`; -1 when it does not end. */
export function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
		let slashes = 0;
		while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
		if (slashes % 2 === 0) return end;
	}
	return -1;
}

/** How far JSON may go. */
interface Bounds {
	/** Nesting of its brackets. */
	depth: number;
	/** Members of one object. */
	members: number;
	/** Objects, lists and members in all. */
	parts: number;
}

/** What JSON may go beyond. */
export type Bound = keyof Bounds;

/** Which of the bounds a text goes beyond; undefined: none. */
export function exceeds(
	text: string,
	{ depth: deepest, members: most, parts: mostParts }: Bounds,
): Bound | undefined {
	// So many brackets have to be opened and closed again.
	if (text.length <= 2 * deepest) return undefined;
	let depth = 0;
	let parts = 0;
	/** Members so far of each object that is open; entries of lists are not counted. */
	const members = [-Infinity];
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			at = endOfString(text, at);
			if (at < 0) return undefined;
		} else if (code === comma) {
			const count = (members[depth] ?? 0) + 1;
			if (count > most) return 'members';
			members[depth] = count;
		} else if (code === colon) {
			if (++parts > mostParts) return 'parts';
		} else if (code === openBrace || code === openBracket) {
			if (++depth > deepest) return 'depth';
			if (++parts > mostParts) return 'parts';
			members[depth] = code === openBrace ? 1 : -Infinity;
		} else if ((code === closeBrace || code === closeBracket) && depth > 0) depth--;
	}
	return undefined;
}

/** Changes the parts of a text that are not within strings. */
export function replaceOutsideStrings(text: string, change: (part: string) => string): string {
	const parts: string[] = [];
	let at = 0;
	for (;;) {
		const begin = text.indexOf('"', at);
		const end = begin < 0 ? -1 : endOfString(text, begin);
		if (end < 0) {
			parts.push(change(text.slice(at)));
			return parts.join('');
		}
		parts.push(change(text.slice(at, begin)), text.slice(begin, end + 1));
		at = end + 1;
	}
}

/**
 * Position behind the object or list that begins at `start`, by its brackets; undefined when the text ends
 * before it does.
 */
export function endOfJson(text: string, start: number): number | undefined {
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			at = endOfString(text, at);
			if (at < 0) return undefined;
		} else if (code === openBrace || code === openBracket) depth++;
		else if ((code === closeBrace || code === closeBracket) && --depth <= 0) return at + 1;
	}
	return undefined;
}

/** The objects and lists that follow each other in a text, as texts. */
interface JsonTexts {
	texts: string[];
	/** Whether the last one is cut off. */
	isCut: boolean;
	/** What stands before, between and behind those that are whole. */
	others: string;
}

/** Most objects and lists that are looked for in one text. */
const most = 1000;

/** Finds the objects and lists in a text, one behind the other; what stands between them is skipped. */
export function jsonTexts(text: string): JsonTexts {
	const texts: string[] = [];
	const others: string[] = [];
	const bracket = /[{[]/g;
	let at = 0;
	let isCut = false;
	while (texts.length < most) {
		const start = bracket.exec(text)?.index;
		if (start === undefined) break;
		const end = endOfJson(text, start);
		isCut = end === undefined;
		if (end === undefined) break;
		others.push(text.slice(at, start));
		texts.push(text.slice(start, end));
		at = end;
		bracket.lastIndex = end;
	}
	return { texts, isCut, others: [...others, text.slice(at)].join(' ') };
}
