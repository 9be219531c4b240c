import { asObject, type JsonObject, objectsIn } from '../../nodes/api/json';
import { eachDelta, type Change } from './each';

/** Deals the fragments of a choice's calls out anew: those of one call stay in their order. */
export const interleave: Change = (chunks, random) => {
	const carriers = chunks.flatMap(({ choices }) =>
		objectsIn(choices)
			.map(({ index, delta }) => ({ index, delta: asObject(delta) }))
			.filter(({ delta }) => Array.isArray(delta.tool_calls)),
	);
	for (const index of new Set(carriers.map((carrier) => carrier.index))) {
		const own = carriers.filter((carrier) => carrier.index === index);
		const queues = new Map<unknown, JsonObject[]>();
		for (const fragment of own.flatMap(({ delta }) => objectsIn(delta.tool_calls)))
			queues.set(fragment.index, [...(queues.get(fragment.index) ?? []), fragment]);
		for (const { delta } of own) {
			const open = [...queues.values()].filter((queue) => queue.length > 0);
			delta.tool_calls = [random.pick(open).shift()];
		}
	}
	return chunks;
};

/** Takes the fragments of two neighbouring chunks of one choice together, where they are of different calls. */
export const pair: Change = (chunks) => {
	const taken: JsonObject[] = [];
	for (const chunk of chunks) {
		const last = objectsIn(taken.at(-1)?.choices);
		const now = objectsIn(chunk.choices);
		const [before, fragments] = [last, now].map(([choice]) =>
			objectsIn(asObject(choice?.delta).tool_calls),
		) as [JsonObject[], JsonObject[]];
		const indexes = new Set([...before, ...fragments].map(({ index }) => index));
		const isAlone = last.length === 1 && now.length === 1 && last[0]?.index === now[0]?.index;
		const areOthers = fragments.length > 0 && before.length > 0;
		if (isAlone && areOthers && indexes.size === before.length + fragments.length)
			asObject(last[0]?.delta).tool_calls = [...before, ...fragments];
		else taken.push(chunk);
	}
	return taken;
};

/** The identity of a call comes with every fragment, whole, or empty. */
export const repeatNames: Change = (chunks, random) => {
	const isEmpty = random.chance(0.5);
	const known = new Map<unknown, JsonObject>();
	for (const { choices } of chunks)
		for (const { index, delta } of objectsIn(choices))
			for (const fragment of objectsIn(asObject(delta).tool_calls)) {
				const place = `${String(index)} ${String(fragment.index)}`;
				const first = known.get(place);
				if (first === undefined) known.set(place, fragment);
				else {
					const called = asObject(first.function);
					fragment.id = isEmpty ? '' : first.id;
					fragment.type = first.type;
					fragment.function = {
						...asObject(fragment.function),
						name: isEmpty ? '' : called.name,
					};
				}
			}
	return chunks;
};

/** A call in the form that came before tools. */
export const legacyCall = eachDelta((delta) => {
	const first = objectsIn(delta.tool_calls).find(({ index }) => index === 0);
	if (first) delta.function_call = first.function;
	if (Array.isArray(delta.tool_calls)) delete delta.tool_calls;
});

/** The fragment with which a further call begins has neither ID nor name. */
export const loseBeginning: Change = (chunks, random) => {
	const beginnings = chunks
		.flatMap(({ choices }) => objectsIn(choices))
		.flatMap(({ delta }) => objectsIn(asObject(delta).tool_calls))
		.filter(({ id, index }) => typeof id === 'string' && index !== 0);
	if (beginnings.length === 0) return chunks;
	const lost = random.pick(beginnings);
	delete lost.id;
	lost.function = { arguments: '' };
	return chunks;
};
