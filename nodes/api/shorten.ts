/**
 * The beginning of a text that is too long, with a note of how long it was.
 *
 * @param most characters that are kept
 */
export function shorten(text: string, most: number): string {
	if (text.length <= most) return text;
	// A letter of two halves is kept whole or not at all: half of one is no text.
	const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
	return `${text.slice(0, end)} … (${text.length.toLocaleString('en-US')} characters)`;
}
