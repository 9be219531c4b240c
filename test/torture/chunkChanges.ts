import { asObject, type JsonObject, objectsIn } from '../../nodes/api/json';
import { usage } from '../support/mutation/chatWhole';
import { raw } from '../support/mutation/wire';
import { eachChoice, eachChunk, eachDelta, type Change } from './each';

const indexOf = (chunk: JsonObject) => objectsIn(chunk.choices)[0]?.index;
const single = (index: unknown, more: JsonObject): JsonObject => ({
	...{ id: 'chatcmpl-7', created: 1_700_000_000, model: 'm-1', object: 'chat.completion.chunk' },
	choices: [{ index, ...more }],
});

/** Puts something between two chunks. */
function insert(chunks: JsonObject[], at: number, ...more: JsonObject[]): JsonObject[] {
	return [...chunks.slice(0, at), ...more, ...chunks.slice(at)];
}

/** Members that are null in place of missing. */
export const addNulls = eachDelta((delta, random) => {
	for (const name of ['content', 'refusal', 'function_call', 'tool_calls', 'role'])
		if (delta[name] === undefined && random.chance(0.5)) delta[name] = null;
});

/** The end comes with the last piece and not in one of its own. */
export const endWithPiece: Change = (chunks) => {
	const kept: JsonObject[] = [];
	for (const chunk of chunks) {
		const [choice, ...others] = objectsIn(chunk.choices);
		const before = [...kept].reverse().find((one) => indexOf(one) === choice?.index);
		const carrier = objectsIn(before?.choices);
		const isEnd = others.length === 0 && Object.keys(asObject(choice?.delta)).length === 0;
		if (choice && isEnd && choice.finish_reason !== null && carrier.length === 1)
			(carrier[0] as JsonObject).finish_reason = choice.finish_reason;
		else kept.push(chunk);
	}
	return kept;
};

/** The usage so far comes with every chunk (xAI). */
export const usageEverywhere: Change = (chunks) => {
	chunks.forEach((chunk, at) => {
		const { prompt_tokens } = usage;
		chunk.usage = { prompt_tokens, completion_tokens: at, total_tokens: prompt_tokens + at };
	});
	return chunks;
};

/** Words with which the model refuses, in pieces, in place of its text. */
export const refuse = eachDelta((delta) => {
	if (typeof delta.content !== 'string' || delta.content === '') return;
	delta.refusal = delta.content;
	delete delta.content;
});

/** Log probabilities; a few are NaN, as Python writes it. */
export const logprobs = eachChoice((choice, random) => {
	const { content } = asObject(choice.delta);
	const entry = { token: content, logprob: random.chance(0.02) ? raw('NaN') : -0.25, bytes: null };
	choice.logprobs = typeof content === 'string' ? { content: [entry] } : null;
});

/** A chunk in which nothing is. */
export const blank = () => ({ id: '', object: '', created: 0, model: '', choices: [] });

/** As Azure begins. */
export const azure: Change = (chunks) => [
	{ ...blank(), prompt_filter_results: [{ prompt_index: 0 }] },
	...chunks,
];

/** A choice gives a second finish reason. */
export const finishTwice: Change = (chunks, random) => {
	const index = indexOf(random.pick(chunks)) ?? 0;
	return [...chunks, single(index, { delta: {}, finish_reason: random.pick(['stop', 'length']) })];
};

/** A choice goes on behind its finish reason. */
export const textAfterEnd: Change = (chunks, random) => {
	const index = indexOf(random.pick(chunks)) ?? 0;
	return [...chunks, single(index, { delta: { content: ' more' }, finish_reason: null })];
};

const failures: readonly JsonObject[] = [
	{ error: { message: 'The model is overloaded', type: 'server_error', code: 503 } },
	{ error: { message: 'Too many requests', code: 'rate_limit_exceeded' } },
	{ error: 'upstream closed' },
];

/** A failure is told somewhere. */
export const fail: Change = (chunks, random) =>
	insert(chunks, random.below(chunks.length + 1), structuredClone(random.pick(failures)));

/** A choice never gives its finish reason. */
export const withoutEnd: Change = (chunks, random) => {
	const index = indexOf(random.pick(chunks)) ?? 0;
	return eachChoice((choice) => {
		if (choice.index === index) choice.finish_reason = null;
	})(chunks, random);
};

/** Ends that say nothing until there is one. */
export const emptyEnds = (word: unknown) =>
	eachChoice((choice) => {
		if (choice.finish_reason !== null) return;
		if (word === undefined) delete choice.finish_reason;
		else choice.finish_reason = word;
	});

/** Members of the whole answer, and some that nobody knows. */
export const moreMembers: Change = (chunks, random) =>
	eachChunk((chunk) => {
		chunk.service_tier = 'default';
		chunk.obfuscation = 'x'.repeat(random.below(9));
		chunk.system_fingerprint = random.pick(['fp_1', 'fp_1', '', null]);
		chunk.provider = { name: 'P', list: [1, [2, { deep: null }]] };
	})(chunks, random);

/** What there is only one of has no index. */
export const withoutOnlyIndex =
	(name: 'choices' | 'tool_calls'): Change =>
	(chunks) => {
		const holders =
			name === 'choices'
				? chunks
				: chunks.flatMap(({ choices }) => objectsIn(choices).map(({ delta }) => asObject(delta)));
		const entries = holders.flatMap((holder) => objectsIn(holder[name]));
		const isOnly = entries.every(({ index }) => index === 0);
		if (isOnly) for (const entry of entries) delete entry.index;
		return chunks;
	};

/** An entry among the choices is none. */
export const oddChoice: Change = (chunks, random) => {
	const { choices } = random.pick(chunks);
	if (Array.isArray(choices)) choices.push({ note: 'x' });
	return chunks;
};

/** A choice begins when the one before is at its end. */
export const oneAfterTheOther: Change = (chunks) => {
	const apart = chunks.flatMap((chunk) =>
		objectsIn(chunk.choices).length < 2
			? [chunk]
			: objectsIn(chunk.choices).map((choice) => ({ ...chunk, choices: [choice] })),
	);
	const placeOf = (chunk: JsonObject) => Number(indexOf(chunk) ?? Infinity);
	return apart.sort((one, other) => placeOf(one) - placeOf(other) || 0);
};
