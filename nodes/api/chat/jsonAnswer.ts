import { Failed, failure } from '../failure';
import { tryParseJson } from '../json';
import { hasCall, type Completion } from './completion';

/**
 * The JSON in the answers of a completion, one for each choice; undefined where a choice has none.
 *
 * @throws Failed (`invalidOutput`, `truncated`) when no choice has any, with text and usage
 */
export function jsonAnswers({ choices, usage, request_id }: Completion): unknown[] {
	const answers = choices.map((choice) => (hasCall(choice) ? undefined : parseAnswer(choice.text)));
	if (answers.some((answer) => answer !== undefined) || choices.some(hasCall)) return answers;
	const [{ text, truncated }] = choices;
	throw new Failed(
		failure(truncated ? 'truncated' : 'invalidOutput', {
			status: 200,
			request_id,
			text,
			...(usage === null ? {} : { usage }),
		}),
	);
}

/**
 * The JSON in a text, or undefined: models like to wrap it into a Markdown fence, with or without a
 * sentence around it.
 */
export function parseAnswer(text: string): unknown {
	const whole = tryParseJson(text.trim());
	if (whole !== undefined) return whole;
	// First to the last fence, because the JSON itself may contain one; then to the nearest.
	for (const fence of [/```(?:json)?\s*\n?([\s\S]*)```/i, /```(?:json)?\s*\n?([\s\S]*?)```/i]) {
		const fenced = tryParseJson(fence.exec(text)?.[1]?.trim() ?? '');
		if (fenced !== undefined) return fenced;
	}
	return undefined;
}
