import { isDeepStrictEqual } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- plain comparison
import { type JsonObject, without } from '../../../nodes/api/json';
import type { Complete } from './difference';

/** Streams that were cut, and that pass as complete all the same. */
export const complete: readonly Complete[] = [
	{
		name: 'a further choice had not begun',
		reason:
			'DESIGN: every choice that had begun gave its finish reason, and the answer ended cleanly; gateways ignore `n`',
		isMeant: (had, sent = []) =>
			had.length < sent.length &&
			had.every(hasEnd) &&
			had.every((choice) => sent.some((other) => isDeepStrictEqual(choice, other))),
	},
	{
		name: 'something came behind the finish reason',
		reason:
			'DESIGN: every choice had given its finish reason; what some gateways send after it is not waited for',
		isMeant: (had, sent = []) =>
			had.every(hasEnd) &&
			had.every((choice) => {
				const other = sent.find(({ index }) => index === choice.index) ?? {};
				return isDeepStrictEqual(stem(choice, other), stem(other, choice));
			}),
	},
	{
		name: 'a failure came behind the finish reason',
		reason:
			'DESIGN: every choice that had begun gave its finish reason; a failure that comes after it is not waited for',
		isMeant: (had, sent) => sent === undefined && had.every(hasEnd),
	},
];

function hasEnd({ finish_reason }: JsonObject): boolean {
	return typeof finish_reason === 'string' && finish_reason !== '';
}

/** The choice without its end and without the text in which it goes on beyond another. */
function stem(choice: JsonObject, other: JsonObject): JsonObject {
	const rest = without(choice, 'finish_reason', 'content');
	const [one, two] = [choice.content, other.content].map((text) =>
		typeof text === 'string' ? text : '',
	);
	const length = Math.min((one as string).length, (two as string).length);
	return { ...rest, content: (one as string).slice(0, length) };
}
