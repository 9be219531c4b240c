import type { JsonObject } from '../json';
import { laterUsage, spent, usageIn } from '../usage/usage';
import type { Assembly } from './eventStream';
import type { Interpret } from './json';
import type { Reading, ResponseHead } from './reader';

/**
 * Events of a route whose answer is a single body: the first event that can be used is the answer. The usage may come in
 * an event of its own.
 */
export function bodyEvents<T>(head: ResponseHead, interpret: Interpret<T>): Assembly<T> {
	let body: JsonObject | undefined;
	let usage: JsonObject | null = null;
	/** What the last event that cannot be used was read as. */
	let unusable: Reading<T> | undefined;
	const result = (): Reading<T> => interpret({ ...body, usage }, head);
	return {
		add(chunk) {
			usage = laterUsage(usage, usageIn(chunk));
			if (body !== undefined) return true;
			const reading = interpret(chunk, head);
			if (reading.failure === undefined) body = chunk;
			else unusable = { failure: { ...reading.failure, retryable: false } };
			return body !== undefined;
		},
		isComplete: () => body !== undefined,
		hasBegun: () => body !== undefined,
		partial: () => spent(usage),
		result,
		ended: () => unusable,
	};
}
