import type { Completion } from '../../../../api/chat/completion';
import { jsonIn } from '../../../../api/answer/jsonIn';
import { Failed, failure } from '../../../../api/failure';
import type { Envelope } from './jsonSchema/envelope';
import { violations } from './jsonSchema/violations';
import { withoutNulls } from './jsonSchema/withoutNulls';
import { addUsage, spent } from '../../../../api/usage/usage';
import { keepSoFar } from '../../keepSoFar';
import { firstViolations } from './prompt';

/** An answer as data, and what is wrong with it: nothing, when it fits its schema. */
export interface CheckedAnswer {
	data: unknown;
	violations: string[];
}

/**
 * Reads the data of an answer and checks it against the schema that the user asked for.
 *
 * @throws Failed (`truncated`) when it was cut off: the model would only be cut off again
 */
export function readAnswer(completion: Completion, { inner, open }: Envelope): CheckedAnswer {
	const [{ text, truncated }] = completion.choices;
	const found = jsonIn(text);
	if (found === undefined && truncated) throw unusable('truncated', completion);
	if (found === undefined)
		return { data: undefined, violations: [`the answer is not JSON but ${describeKind(text)}`] };
	const data = withoutNulls(inner, open(found));
	return { data, violations: violations(inner, data) };
}

function describeKind(text: string): string {
	return text.trim() === '' ? 'empty' : 'text';
}

/** Two completions that were needed for one answer: the second one counts, both are paid for. */
export function withBothUsages(first: Completion, second: Completion): Completion {
	return { ...second, usage: addUsage(first.usage, second.usage) };
}

/** The failure of an answer that fits no better after its repair; it keeps text and usage. */
export function schemaMismatch(completion: Completion, found: readonly string[]): Failed {
	const message = `The answer does not fit the schema: ${firstViolations(found).join('; ')}`;
	return unusable('invalidOutput', completion, {
		message,
		description:
			'Describe the fields more exactly, ask for less at once, or use another model. The text of the answer is in error.text of this item.',
	});
}

/** A repair that failed takes nothing with it: the failed item has the first answer's text and usage. */
export function keepFirst(thrown: unknown, { choices, usage }: Completion): never {
	throw keepSoFar(thrown, { text: (own = choices[0].text) => own, usage });
}

function unusable(
	kind: 'truncated' | 'invalidOutput',
	{ choices, usage, request_id }: Completion,
	words: { message?: string; description?: string } = {},
): Failed {
	const { text } = choices[0];
	return new Failed(failure(kind, { status: 200, request_id, text, ...spent(usage), ...words }));
}
