import { tryParseAnswer } from '../json';
import { jsonTexts } from '../jsonText';

/**
 * The JSON in the text of an answer, or undefined when there is none or it is cut off: models like to wrap it
 * into a Markdown fence, or to put sentences around it. Thoughts are split off before.
 */
export function jsonIn(text: string): unknown {
	const whole = tryParseAnswer(text.trim());
	if (whole !== undefined) return whole;
	for (const inside of fencedIn(text)) {
		const fenced = tryParseAnswer(inside);
		if (fenced !== undefined) return fenced;
	}
	return longestJsonIn(text);
}

const fence = '```';

/** What stands from the first fence to the last, because the JSON itself may contain one; then to the nearest. */
function fencedIn(text: string): string[] {
	const first = text.indexOf(fence);
	if (first < 0) return [];
	const start = first + fence.length;
	const ends = new Set([text.lastIndexOf(fence), text.indexOf(fence, start)]);
	// An expression over megabytes of blanks, which models get stuck at, would not come to its end.
	return [...ends]
		.filter((end) => end >= start)
		.map((end) => text.slice(start, end).replace(/^json/i, '').trim());
}

/** The longest JSON among the words; undefined where the text ends within brackets, because that JSON may be cut off. */
function longestJsonIn(text: string): unknown {
	const { texts, isCut } = jsonTexts(text);
	if (isCut) return undefined;
	for (const json of texts.sort((one, other) => other.length - one.length)) {
		const value = tryParseAnswer(json);
		if (value !== undefined) return value;
	}
	return undefined;
}
