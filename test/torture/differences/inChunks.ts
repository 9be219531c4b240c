import { isDeepStrictEqual } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- plain comparison
import { asObject, isObject, type JsonObject, objectsIn, without } from '../../../nodes/api/json';
import { callsOf, choicesOf, eachChoice, eachChunk } from './chunkEvents';
import type { ChunkEvent, EventDifference } from './difference';

/** Where we put chunks together otherwise than `openai`; in the order in which it is done. */
export const inChunks: readonly EventDifference[] = [
	{
		name: 'an error that says nothing',
		reason: 'some gateways send an empty member `error` with every chunk',
		usual: eachChunk((chunk) => {
			const { error } = chunk;
			const isEmpty = isObject(error) && Object.values(error).every(saysNothing);
			return isEmpty ? without(chunk, 'error') : chunk;
		}),
	},
	{
		name: 'a chunk without choices',
		reason: 'the usage may come in a chunk of its own, without a list of choices',
		usual: eachChunk((chunk) =>
			isFailure(chunk) || Array.isArray(chunk.choices) ? chunk : { ...chunk, choices: [] },
		),
	},
	{
		name: 'what follows when every choice has ended',
		reason: 'F12: a late failure must not throw away an answer that is complete and paid for',
		usual: untilComplete,
	},
	{
		name: 'a choice without an index',
		reason: 'gateways that send one choice leave it out: its place in the list counts',
		usual: eachChoice((choice, at) =>
			(choice.index ?? null) === null ? { ...choice, index: at } : choice,
		),
	},
	{
		name: 'a choice before those that came',
		reason: '`openai` ends with a TypeError where a choice with a lower index has not begun',
		usual: withThoseBefore,
	},
	{
		name: 'a fragment of a call without an index',
		reason: 'gateways leave it out: the fragment goes on with the call that began last',
		usual: withIndexes,
	},
	{
		name: 'no role, or another one',
		reason: 'gateways leave it out; who answers is always the assistant',
		usual(events) {
			const roleOf = ({ delta }: JsonObject) => asObject(delta).role;
			const isNamed = (choice: JsonObject) => roleOf(choice) === 'assistant';
			const named = choicesOf(events)
				.filter(isNamed)
				.map(({ index }) => index);
			return eachChoice((choice) =>
				isNamed(choice) || (saysNothing(roleOf(choice)) && named.includes(choice.index))
					? choice
					: { ...choice, delta: { ...asObject(choice.delta), role: 'assistant' } },
			)(events);
		},
	},
	{
		name: 'a finish reason that says nothing',
		reason: 'some gateways send "null" as a text until the end',
		usual: eachChoice((choice) =>
			choice.finish_reason === 'null' ? { ...choice, finish_reason: null } : choice,
		),
	},
	{
		name: 'two finish reasons',
		reason: 'the later one counts, unless the earlier one tells of something worse',
		usual: worstEnd,
	},
	{
		name: 'usage in another place',
		reason: 'gateways put it into a choice, a member of their own, or the chunk itself',
		usual: eachChunk((chunk) => {
			const { total_tokens } = chunk;
			const inChoices = objectsIn(chunk.choices).map(({ usage }) => usage);
			const told = [...inChoices, asObject(chunk.x_groq).usage, chunk.usage].filter(isObject);
			if (told.length === 0 && typeof total_tokens === 'number') told.push({ total_tokens });
			if (told.length === 0 || (told.length === 1 && told[0] === chunk.usage)) return chunk;
			return { ...chunk, usage: told.reduce(joined) };
		}),
	},
	{
		name: 'a later value that is empty',
		reason: 'what a later chunk leaves out, or sends as "", 0 or null, stays what it was',
		usual: keepTop,
	},
	{
		name: 'a call without a type, or of another one',
		reason: 'gateways leave it out; it stays as it was sent, and there is only one type',
		usual: withTypes,
	},
	{
		name: 'log probabilities with the first piece of a choice',
		reason: '`openai` takes those of the first piece twice; we take them once',
		usual: withEmptyFirst,
	},
];

function saysNothing(value: unknown): boolean {
	return value === '' || value === 0 || (value ?? null) === null;
}

function isFailure({ error }: JsonObject): boolean {
	return !saysNothing(error);
}

/** Without what tells of a failure once every choice has given its finish reason, and without what cannot be read. */
function untilComplete(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const open = new Map<unknown, boolean>();
	return events.filter(({ event, data, chunk }) => {
		const isComplete = open.size > 0 && ![...open.values()].includes(true);
		if (chunk === undefined) return !isComplete || data === '[DONE]';
		for (const { index, finish_reason: word } of objectsIn(chunk.choices)) {
			const isOpen = saysNothing(word) || word === 'null';
			open.set(index, isOpen && open.get(index) !== false);
		}
		return !(isComplete && (event === 'error' || isFailure(chunk)));
	});
}

/** Finish reasons that are sent, from the least to the most that is wrong with an answer. */
const ranks = [
	/^odd_word$/,
	/^(stop|end_turn)$/,
	/^tool_calls$/,
	/^(length|MAX_TOKENS)$/,
	/^sensitive$/,
	/^error$/,
];
const rankOf = (word: unknown) => ranks.findIndex((rank) => rank.test(String(word)));

function worstEnd(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const worst = new Map<unknown, unknown>();
	return eachChoice((choice) => {
		const { index, finish_reason: word } = choice;
		if (saysNothing(word)) return choice;
		const before = worst.get(index);
		const isBetter = rankOf(before) > rankOf(word);
		worst.set(index, isBetter ? before : word);
		return isBetter ? { ...choice, finish_reason: before } : choice;
	})(events);
}

const top = ['id', 'model', 'created', 'system_fingerprint', 'service_tier', 'usage'];

function keepTop(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
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
function joined(before: JsonObject, later: JsonObject): JsonObject {
	const told = Object.entries(later).filter(
		([name, value]) => !saysNothing(value) || !(name in before),
	);
	return { ...before, ...Object.fromEntries(told) };
}

/** A finish reason that no gateway sends. */
export const neverSent = 'never sent';

/** Puts a choice that is at its end in the place of each that did not come. */
function withThoseBefore(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
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

function withIndexes(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
	const last = new Map<unknown, unknown>();
	const begun = new Set<string>();
	return eachChoice((choice) => {
		const calls = callsOf(choice).map((call) => {
			if (typeof call.index !== 'number') return { ...call, index: last.get(choice.index) ?? 0 };
			const place = `${String(choice.index)} ${call.index}`;
			if (!begun.has(place)) last.set(choice.index, call.index);
			begun.add(place);
			return call;
		});
		return isDeepStrictEqual(calls, callsOf(choice))
			? choice
			: { ...choice, delta: { ...asObject(choice.delta), tool_calls: calls } };
	})(events);
}

/** The type of functions in the fragments of calls that have none. */
function withTypes(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
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
function withEmptyFirst(events: readonly ChunkEvent[]): readonly ChunkEvent[] {
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
