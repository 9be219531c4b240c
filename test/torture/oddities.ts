import { asObject, type JsonObject, objectsIn } from '../../nodes/api/json';
import { usage } from '../support/mutation/chatWhole';
import type { Random } from '../support/mutation/random';
import { raw } from '../support/mutation/wire';

/** Something that gateways do to the chunks of a completion. It may change what it is given. */
type Change = (chunks: JsonObject[], random: Random) => JsonObject[];

/** Does something to every choice of every chunk. */
function eachChoice(change: (choice: JsonObject, random: Random) => void): Change {
	return (chunks, random) => {
		for (const { choices } of chunks)
			for (const choice of objectsIn(choices)) change(choice, random);
		return chunks;
	};
}

/** Does something to every piece of a message. */
function eachDelta(change: (delta: JsonObject, random: Random) => void): Change {
	return eachChoice(({ delta }, random) => change(asObject(delta), random));
}

function eachChunk(change: (chunk: JsonObject, random: Random) => void): Change {
	return (chunks, random) => {
		for (const chunk of chunks) change(chunk, random);
		return chunks;
	};
}

const indexOf = (chunk: JsonObject) => objectsIn(chunk.choices)[0]?.index;
const single = (index: unknown, more: JsonObject): JsonObject => ({
	...{ id: 'chatcmpl-7', created: 1_700_000_000, model: 'm-1', object: 'chat.completion.chunk' },
	choices: [{ index, ...more }],
});

/** Puts something between two chunks. */
function insert(chunks: JsonObject[], at: number, ...more: JsonObject[]): JsonObject[] {
	return [...chunks.slice(0, at), ...more, ...chunks.slice(at)];
}

/** Deals the fragments of a choice's calls out anew: those of one call stay in their order. */
const interleave: Change = (chunks, random) => {
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
const pair: Change = (chunks) => {
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

const addNulls = eachDelta((delta, random) => {
	for (const name of ['content', 'refusal', 'function_call', 'tool_calls', 'role'])
		if (delta[name] === undefined && random.chance(0.5)) delta[name] = null;
});

/** The end comes with the last piece and not in one of its own. */
const endWithPiece: Change = (chunks) => {
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

const usageEverywhere: Change = (chunks) => {
	chunks.forEach((chunk, at) => {
		const { prompt_tokens } = usage;
		chunk.usage = { prompt_tokens, completion_tokens: at, total_tokens: prompt_tokens + at };
	});
	return chunks;
};

/** Words with which the model refuses, in pieces, in place of its text. */
const refuse = eachDelta((delta) => {
	if (typeof delta.content !== 'string' || delta.content === '') return;
	delta.refusal = delta.content;
	delete delta.content;
});

const logprobs = eachChoice((choice, random) => {
	const { content } = asObject(choice.delta);
	const entry = { token: content, logprob: random.chance(0.02) ? raw('NaN') : -0.25, bytes: null };
	choice.logprobs = typeof content === 'string' ? { content: [entry] } : null;
});

/** A chunk in which nothing is. */
const blank = () => ({ id: '', object: '', created: 0, model: '', choices: [] });

/** As Azure begins. */
const azure: Change = (chunks) => [
	{ ...blank(), prompt_filter_results: [{ prompt_index: 0 }] },
	...chunks,
];

/** The identity of a call comes with every fragment, whole, or empty. */
const repeatNames: Change = (chunks, random) => {
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
const legacyCall = eachDelta((delta) => {
	const first = objectsIn(delta.tool_calls).find(({ index }) => index === 0);
	if (first) delta.function_call = first.function;
	if (Array.isArray(delta.tool_calls)) delete delta.tool_calls;
});

const finishTwice: Change = (chunks, random) => {
	const index = indexOf(random.pick(chunks)) ?? 0;
	return [...chunks, single(index, { delta: {}, finish_reason: random.pick(['stop', 'length']) })];
};

const textAfterEnd: Change = (chunks, random) => {
	const index = indexOf(random.pick(chunks)) ?? 0;
	return [...chunks, single(index, { delta: { content: ' more' }, finish_reason: null })];
};

const failures: readonly JsonObject[] = [
	{ error: { message: 'The model is overloaded', type: 'server_error', code: 503 } },
	{ error: { message: 'Too many requests', code: 'rate_limit_exceeded' } },
	{ error: 'upstream closed' },
];

const fail: Change = (chunks, random) =>
	insert(chunks, random.below(chunks.length + 1), structuredClone(random.pick(failures)));

const withoutEnd: Change = (chunks, random) => {
	const index = indexOf(random.pick(chunks)) ?? 0;
	return eachChoice((choice) => {
		if (choice.index === index) choice.finish_reason = null;
	})(chunks, random);
};

/** Ends that say nothing until there is one. */
const emptyEnds = (word: unknown) =>
	eachChoice((choice) => {
		if (choice.finish_reason !== null) return;
		if (word === undefined) delete choice.finish_reason;
		else choice.finish_reason = word;
	});

const moreMembers: Change = (chunks, random) =>
	eachChunk((chunk) => {
		chunk.service_tier = 'default';
		chunk.obfuscation = 'x'.repeat(random.below(9));
		chunk.system_fingerprint = random.pick(['fp_1', 'fp_1', '', null]);
		chunk.provider = { name: 'P', list: [1, [2, { deep: null }]] };
	})(chunks, random);

/** What is done, and to how many streams. */
export const oddities: ReadonlyArray<[name: string, share: number, change: Change]> = [
	['calls are interleaved', 0.6, interleave],
	['fragments come in pairs', 0.2, pair],
	['nulls for what there is not', 0.2, addNulls],
	['the role in every piece', 0.05, eachDelta((delta) => (delta.role = 'assistant'))],
	['no role', 0.03, eachDelta((delta) => delete delta.role)],
	['an empty role', 0.01, eachDelta((delta) => (delta.role = ''))],
	['the end beside the last piece', 0.15, endWithPiece],
	['usage is null until it comes', 0.15, eachChunk((chunk) => (chunk.usage ??= null))],
	['usage in every chunk', 0.04, usageEverywhere],
	['usage again, empty', 0.02, (chunks) => [...chunks, { ...blank(), usage: {} }]],
	['a refusal', 0.04, refuse],
	['logprobs', 0.06, logprobs],
	['the end is empty until it comes', 0.03, emptyEnds('')],
	['the end is "null" until it comes', 0.01, emptyEnds('null')],
	['no member for the end until it comes', 0.05, emptyEnds(undefined)],
	['the names of calls again', 0.08, repeatNames],
	['a call of the old form', 0.03, legacyCall],
	['a first chunk without choices', 0.06, azure],
	['a chunk without choices', 0.02, (chunks) => [...chunks, { id: 'chatcmpl-7', usage }]],
	[
		'choices that are null',
		0.01,
		(chunks) => [...chunks, { id: 'chatcmpl-7', choices: null, usage }],
	],
	['further members', 0.06, moreMembers],
	[
		'an error that says nothing',
		0.03,
		eachChunk((chunk) => (chunk.error = { code: null, message: '' })),
	],
	['an error that is null', 0.03, eachChunk((chunk) => (chunk.error = null))],
	['it ends twice', 0.03, finishTwice],
	['text after the end', 0.02, textAfterEnd],
	['it fails in the middle', 0.04, fail],
	['a choice never ends', 0.04, withoutEnd],
	[
		'a number beyond 2^53',
		0.01,
		eachChunk((chunk) => (chunk.created = raw('17000000000000000001'))),
	],
	[
		'no type of calls',
		0.01,
		eachDelta((delta) => objectsIn(delta.tool_calls).forEach((call) => delete call.type)),
	],
];
