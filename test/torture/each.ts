import { asObject, type JsonObject, objectsIn } from '../../nodes/api/json';
import type { Random } from '../support/mutation/random';

/** Something that gateways do to the chunks of a completion. It may change what it is given. */
export type Change = (chunks: JsonObject[], random: Random) => JsonObject[];

/** Does something to every choice of every chunk. */
export function eachChoice(change: (choice: JsonObject, random: Random) => void): Change {
	return (chunks, random) => {
		for (const { choices } of chunks)
			for (const choice of objectsIn(choices)) change(choice, random);
		return chunks;
	};
}

/** Does something to every piece of a message. */
export function eachDelta(change: (delta: JsonObject, random: Random) => void): Change {
	return eachChoice(({ delta }, random) => change(asObject(delta), random));
}

/** Does something to every chunk. */
export function eachChunk(change: (chunk: JsonObject, random: Random) => void): Change {
	return (chunks, random) => {
		for (const chunk of chunks) change(chunk, random);
		return chunks;
	};
}
