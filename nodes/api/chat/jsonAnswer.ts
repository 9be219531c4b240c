import { jsonIn } from '../answer/jsonIn';
import { partialAnswer } from '../answer/partial';
import { Failed, failure } from '../failure';
import { type Completion, hasCall } from './completion';

/**
 * The JSON in the answers of a completion, one for each choice; undefined where a choice has none.
 *
 * @throws Failed (`invalidOutput`, `truncated`) when no choice has any, with text and usage
 */
export function jsonAnswers({ choices, usage, request_id }: Completion): unknown[] {
	const answers = choices.map((choice) => (hasCall(choice) ? undefined : jsonIn(choice.text)));
	if (answers.some((answer) => answer !== undefined) || choices.some(hasCall)) return answers;
	const [{ text, reasoning, truncated }] = choices;
	throw new Failed(
		failure(truncated ? 'truncated' : 'invalidOutput', {
			status: 200,
			request_id,
			text,
			...partialAnswer({ reasoning, usage }),
		}),
	);
}
