import { endOfString } from './jsonText';

/**
 * Most objects, lists and members of one answer. Each takes some ten to some hundred bytes of memory, whatever it
 * holds: 64 MB of brackets would become more than a gigabyte. A long answer with the probabilities of twenty words
 * for each of its own has a quarter of it.
 */
export const mostParts = 4_000_000;

const quote = 34;
const colon = 58;
const openBrace = 123;
const openBracket = 91;

/** Whether JSON has more objects, lists and members than are read. */
export function hasTooManyParts(text: string, most = mostParts): boolean {
	// Each is a character at least.
	if (text.length <= most) return false;
	let parts = 0;
	for (let at = 0; at < text.length && parts <= most; at++) {
		const code = text.charCodeAt(at);
		if (code === openBrace || code === openBracket || code === colon) parts++;
		else if (code === quote) {
			at = endOfString(text, at);
			if (at < 0) return false;
		}
	}
	return parts > most;
}
