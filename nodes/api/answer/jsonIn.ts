import { tryParseAnswer } from '../json';
import { jsonTexts } from '../jsonText';

/**
 * The JSON in the text of an answer, or undefined when there is none or it is cut off: models like to wrap it
 * into a Markdown fence, or to put sentences around it. Thoughts are split off before.
 */
export function jsonIn(text: string): unknown {
	const whole = tryParseAnswer(text.trim());
	if (whole !== undefined) return whole;
	for (const inside of fenced(text)) {
		const value = tryParseAnswer(inside.trim());
		if (value !== undefined) return value;
	}
	return longestJsonIn(text);
}

const fence = '```';

/** What stands behind the first fence: up to the last one, because the JSON itself may contain one, and to the nearest. */
function fenced(text: string): string[] {
	const start = text.indexOf(fence);
	if (start < 0) return [];
	const inside = text.slice(start + fence.length).replace(/^json/i, '');
	return [inside.lastIndexOf(fence), inside.indexOf(fence)]
		.filter((end) => end >= 0)
		.map((end) => inside.slice(0, end));
}

/** The longest JSON among the words; undefined where the text ends within brackets, because that JSON may be cut off. */
function longestJsonIn(text: string): unknown {
	const { texts, isCut } = jsonTexts(text);
	if (isCut) return undefined;
	const longestFirst = texts.sort((one, other) => other.length - one.length);
	return longestFirst.map(tryParseAnswer).find((value) => value !== undefined);
}
