import { isDeepStrictEqual } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- plain comparison
import { asObject, isObject, type JsonObject, objectsIn } from '../../../nodes/api/json';
import { callsOf, choicesOf, eachChoice } from './chunkEvents';
import type { ChunkEvent } from './difference';
import { saysNothing } from './saysNothing';

/** A finish reason that no gateway sends. */
export const neverSent = 'never sent';

/** Puts a choice that is at its end in the place of each that did not come. */
export function withThoseBefore(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const come = choicesOf(events).map(({ index }) => Number(index));
	const most = Math.min(9, Math.max(-1, ...come));
	const lost = Array.from({ length: most + 1 }, (_, index) => index).filter(
		(at) => !come.includes(at),
	);
	const first = events.findIndex(({ chunk }) => Array.isArray(chunk?.choices));
	if (lost.length === 0 || first < 0) return events;
	const delta = { role: 'assistant' };
	const choices = lost.map((index) => ({ index, delta, finish_reason: neverSent }));
	const chunk = { ...events[first]?.chunk, choices };
	return [
		...events.slice(0, first),
		{ event: '', chunk, data: JSON.stringify(chunk) },
		...events.slice(first),
	];
}

/** Gives the fragments of calls that have none the index of the call with their ID, or of the one that began last. */
export function withIndexes(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const last = new Map<unknown, unknown>();
	const byId = new Map<string, unknown>();
	const begun = new Set<string>();
	return eachChoice((choice) => {
		const calls = callsOf(choice).map((call) => {
			const { id, index } = call;
			const known = `${String(choice.index)} ${String(id)}`;
			if (typeof index !== 'number')
				return { ...call, index: byId.get(known) ?? last.get(choice.index) ?? 0 };
			const place = `${String(choice.index)} ${index}`;
			if (!begun.has(place)) last.set(choice.index, index);
			begun.add(place);
			if (typeof id === 'string' && id !== '') byId.set(known, index);
			return call;
		});
		return isDeepStrictEqual(calls, callsOf(choice))
			? choice
			: { ...choice, delta: { ...asObject(choice.delta), tool_calls: calls } };
	})(events);
}

/** The type of functions in the fragments of calls that have none. */
export function withTypes(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const typed = new Set<string>();
	const placeOf = (index: unknown, call: JsonObject) => `${String(index)} ${String(call.index)}`;
	for (const choice of choicesOf(events))
		for (const call of callsOf(choice))
			if (call.type === 'function') typed.add(placeOf(choice.index, call));
	return eachChoice((choice) => {
		const calls = callsOf(choice);
		const isTyped = (call: JsonObject) =>
			call.type === 'function' ||
			(saysNothing(call.type) && typed.has(placeOf(choice.index, call)));
		if (calls.every(isTyped)) return choice;
		const tool_calls = calls.map((call) => ({ ...call, type: 'function' }));
		return { ...choice, delta: { ...asObject(choice.delta), tool_calls } };
	})(events);
}

/** An empty piece in front of the first one of every choice that has log probabilities. */
export function withEmptyFirst(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const begun = new Set<unknown>();
	return events.flatMap((given) => {
		const choices = objectsIn(given.chunk?.choices);
		const early = choices.filter(({ index, logprobs }) => !begun.has(index) && isObject(logprobs));
		for (const { index } of choices) begun.add(index);
		if (early.length === 0) return [given];
		const bare = early.map(({ index }) => ({ index, delta: {}, finish_reason: null }));
		const chunk = { ...given.chunk, choices: bare };
		return [{ event: given.event, chunk, data: JSON.stringify(chunk) }, given];
	});
}
