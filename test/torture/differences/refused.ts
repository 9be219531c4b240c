import { objectsIn, asObject } from '../../../nodes/api/json';
import type { Refused } from './difference';

/** Members of a choice. */
const known = /^(index|message|finish_reason|logprobs|usage|delta)$/;

/** Answers that `openai` hands out as good ones, and we report as failures. */
export const refused: readonly Refused[] = [
	{
		name: 'withheld by a filter, or refused',
		reason:
			'DESIGN: a finish reason of a filter, or a refusal in place of text, is a failure of its own kind',
		isMeant: ({ kind }, body) => {
			const [first] = objectsIn(body.choices);
			const { content, refusal } = asObject(first?.message);
			const isRefusal =
				typeof refusal === 'string' && refusal !== '' && !String(content ?? '').trim();
			return kind === 'contentFilter' && (isRefusal || first?.finish_reason === 'sensitive');
		},
	},
	{
		name: 'broken off with a finish reason',
		reason:
			'a finish reason such as "error" says that the gateway broke off the answer; what it sends after it says why',
		isMeant: (_why, body) =>
			objectsIn(body.choices).some(({ finish_reason }) => finish_reason === 'error'),
	},
	{
		name: 'cut before the first word',
		reason: 'nothing but a finish reason of the limit: there is no answer in it',
		isMeant: ({ kind }, body) =>
			kind === 'truncated' &&
			objectsIn(body.choices).every(
				({ finish_reason, message }) =>
					/^(length|max_tokens)$/i.test(String(finish_reason)) &&
					String(asObject(message).content ?? '').trim() === '',
			),
	},
	{
		name: 'a call whose beginning was lost',
		reason: '`openai` gives it an ID of its own and no name; what has no name cannot be called',
		isMeant: ({ kind }, body) =>
			kind === 'malformed' &&
			objectsIn(body.choices).some(({ message }) =>
				objectsIn(asObject(message).tool_calls).some(
					({ function: called }) => !asObject(called).name,
				),
			),
	},
	{
		name: 'an event with the name of a failure',
		reason: 'an event `error` tells that the answer broke off, whatever is in it',
		isMeant: (_why, _body, text) => /(^|[\r\n])event: ?error[\r\n]/.test(text),
	},
	{
		name: 'a choice in which nothing is known',
		reason:
			'an entry among the choices without index, delta and end may be a part that cannot be read',
		isMeant: ({ kind }, body) =>
			kind === 'malformed' &&
			objectsIn(body.choices).some((choice) =>
				Object.keys(choice).some((name) => !known.test(name)),
			),
	},
	{
		name: 'it begins as a body',
		reason: 'what begins with a bracket, a quote, a digit or a tag is one body, and not events',
		isMeant: ({ kind }, _body, text) => kind === 'malformed' && /^\s*[{["<\d]/.test(text),
	},
];
