import { asObject, isObject, type JsonObject, objectsIn } from '../../../nodes/api/json';
import type { ChunkEvent, EventDifference } from './difference';

type Usual = EventDifference['usual'];

/** An event, parsed once. */
export function chunkEvent(event: string, data: string): ChunkEvent {
	const chunk = parsed(data);
	return { event, data, chunk: isObject(chunk) ? chunk : undefined };
}

/** JSON, or undefined where a text is none. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Gives the events other data; they may be several. */
export function eachData(change: (data: string, event: string) => string | string[]): Usual {
	return (events) =>
		events.flatMap((given) => {
			const { event, data } = given;
			const changed = [change(data, event)].flat();
			return changed.length === 1 && changed[0] === data
				? [given]
				: changed.map((one) => chunkEvent(event, one));
		});
}

/** Gives the events other chunks; those of errors, and what is no chunk, stay. */
export function eachChunk(change: (chunk: JsonObject) => JsonObject): Usual {
	return (events) =>
		events.map((given) => {
			const { event, chunk } = given;
			if (chunk === undefined || event === 'error') return given;
			const changed = change(chunk);
			return changed === chunk ? given : { event, chunk: changed, data: JSON.stringify(changed) };
		});
}

/** Gives the chunks other choices. */
export function eachChoice(change: (choice: JsonObject, position: number) => JsonObject): Usual {
	return eachChunk((chunk) => {
		if (!Array.isArray(chunk.choices)) return chunk;
		const before = chunk.choices as unknown[];
		const choices = before.map((choice, at) => (isObject(choice) ? change(choice, at) : choice));
		return choices.some((choice, at) => choice !== before[at]) ? { ...chunk, choices } : chunk;
	});
}

/** Every choice of every chunk. */
export function choicesOf(events: readonly ChunkEvent[]): JsonObject[] {
	return events.flatMap(({ chunk }) => objectsIn(chunk?.choices));
}

/** The fragments of calls in a choice. */
export function callsOf({ delta }: JsonObject): JsonObject[] {
	return objectsIn(asObject(delta).tool_calls);
}
