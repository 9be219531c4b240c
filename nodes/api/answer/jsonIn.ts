import { tryParseAnswer } from '../json';
import { jsonTexts } from '../jsonText';

/**
 * The JSON in the text of an answer, or undefined when there is none or it is cut off: models like to wrap it
 * into a Markdown fence, or to put sentences around it. Thoughts are split off before.
 */
export function jsonIn(text: string): unknown {
	const whole = tryParseAnswer(text.trim());
	if (whole !== undefined) return whole;
	// First to the last fence, because the JSON itself may contain one; then to the nearest.
	for (const fence of [/```(?:json)?\s*\n?([\s\S]*)```/i, /```(?:json)?\s*\n?([\s\S]*?)```/i]) {
		const fenced = tryParseAnswer(fence.exec(text)?.[1]?.trim() ?? '');
		if (fenced !== undefined) return fenced;
	}
	return longestJsonIn(text);
}

/** The longest JSON among the words; undefined where the text ends within brackets, because that JSON may be cut off. */
function longestJsonIn(text: string): unknown {
	const { texts, isCut } = jsonTexts(text);
	if (isCut) return undefined;
	const longestFirst = texts.sort((one, other) => other.length - one.length);
	return longestFirst.map(tryParseAnswer).find((value) => value !== undefined);
}
