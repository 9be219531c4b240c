import { isObject, type JsonObject, numberOf } from '../json';

/** Most answers of one request. */
export const mostChoices = 128;

/** Some gateways put the completion, or the chunk of one, into a member of an envelope of their own. */
export function unwrap(body: JsonObject): JsonObject {
	if (Array.isArray(body.choices)) return body;
	const inside = [body.data, body.result, body.output, body.response].find(
		(member) => isObject(member) && Array.isArray(member.choices),
	);
	return (inside as JsonObject | undefined) ?? body;
}

/**
 * The choices of a completion or a chunk, as sent: a list, or a single one. Entries that are no choices are kept, because
 * each stands in the place of one. A message without choices (Ollama's own route) counts as one.
 */
export function choicesIn({ choices, message, done_reason }: JsonObject): unknown[] {
	if (choices !== undefined && choices !== null) return listOf(choices).slice(0, mostChoices);
	return isObject(message) && message.content !== undefined
		? [{ index: 0, message, finish_reason: done_reason }]
		: [];
}

/** A value as a list: some gateways leave the list out around a single entry, or write an object for an empty one. */
export function listOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	const isNothing = isObject(value) ? Object.keys(value).length === 0 : (value ?? null) === null;
	return isNothing ? [] : [value];
}

/** The number of a choice; undefined when it has none. */
export function choiceIndex({ index }: JsonObject): number | undefined {
	return numberOf(index, 3);
}

/** Gateways may leave the role of an answer out, or send it empty; a message without one could not be sent back. */
export function withRole(message: JsonObject): JsonObject {
	const { role, ...rest } = message;
	return typeof role === 'string' && role !== '' ? message : { role: 'assistant', ...rest };
}
