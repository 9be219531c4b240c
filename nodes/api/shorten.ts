/**
 * The beginning of a text that is too long, with a note of how long it was.
 *
 * @param most characters that are kept
 */
export function shorten(text: string, most: number): string {
	if (text.length <= most) return text;
	return `${beginning(text, most)} … (${text.length.toLocaleString('en-US')} characters)`;
}

/** Longest value that is quoted in a sentence, in characters. */
const longestQuote = 60;

/** A value as it stands in a sentence: Base64 of a file may stand where a name belongs. */
export function brief(value: string): string {
	return value.length > longestQuote ? `${beginning(value, longestQuote)}…` : value;
}

/** A letter of two halves is kept whole or not at all: half of one is no text. */
function beginning(text: string, most: number): string {
	const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
	return text.slice(0, end);
}
