import { isDeepStrictEqual } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- plain comparison
import { isObject, type JsonObject } from '../../../nodes/api/json';
import { eachChunk } from './chunkEvents';
import type { ChunkEvent } from './difference';
import { saysNothing } from './saysNothing';

/** Members that describe the whole answer. */
const top = ['id', 'model', 'created', 'system_fingerprint', 'service_tier', 'usage'];

/** With what earlier chunks told of the whole answer, where later ones do not. */
export function keepTop(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const known: JsonObject = {};
	const isEmpty = (value: unknown) =>
		saysNothing(value) || (isObject(value) && Object.keys(value).length === 0);
	return eachChunk((chunk) => {
		const lost = top.filter((name) => isEmpty(chunk[name]) && known[name] !== undefined);
		const usage =
			isObject(known.usage) && isObject(chunk.usage) && joined(known.usage, chunk.usage);
		for (const name of top) if (!isEmpty(chunk[name])) known[name] = chunk[name];
		if (usage) known.usage = usage;
		const kept = Object.fromEntries(lost.map((name) => [name, known[name]]));
		const isSame = lost.length === 0 && (!usage || isDeepStrictEqual(usage, chunk.usage));
		return isSame ? chunk : { ...chunk, ...kept, ...(usage ? { usage } : {}) };
	})(events);
}

/** A usage with what an earlier one told beyond it. */
export function joined(before: JsonObject, later: JsonObject): JsonObject {
	const kept = Object.entries(before).filter(([, value]) => !saysNothing(value));
	const known = Object.fromEntries(kept);
	const told = Object.entries(later).filter(
		([name, value]) => !saysNothing(value) || !(name in known),
	);
	return { ...known, ...Object.fromEntries(told) };
}
