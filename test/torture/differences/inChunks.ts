import { asObject, isObject, type JsonObject, objectsIn, without } from '../../../nodes/api/json';
import { choicesOf, eachChoice, eachChunk } from './chunkEvents';
import type { EventDifference } from './difference';
import { untilComplete, worstEnd } from './ends';
import { withEmptyFirst, withIndexes, withThoseBefore, withTypes } from './places';
import { isFailure, saysNothing } from './saysNothing';
import { joined, keepTop } from './top';

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
		name: 'a choice without an index',
		reason: 'gateways that send one choice leave it out: its place in the list counts',
		usual: eachChoice((choice, at) =>
			(choice.index ?? null) === null ? { ...choice, index: at } : choice,
		),
	},
	{
		name: 'what follows when every choice has ended',
		reason: 'F12: a late failure must not throw away an answer that is complete and paid for',
		usual: untilComplete,
	},
	{
		name: 'a choice before those that came',
		reason: '`openai` ends with a TypeError where a choice with a lower index has not begun',
		usual: withThoseBefore,
	},
	{
		name: 'a fragment of a call without an index',
		reason:
			'gateways leave it out: the fragment goes on with the call of its ID, else with the one that began last',
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
