import { chunks, chunk, done, ending, first, fragment, spent } from '../../cases/own/chatBodies';
import { fails, groups, recovered, type FaultCase } from '../case';
import { unless } from '../../support/wire/compare';
import { faultIn } from './build';

const fault = faultIn(groups.S);

/** A fragment of a call. */
const part = (index: unknown, args: string, name?: string, id?: string): object =>
	fragment({
		...(index === undefined ? {} : { index }),
		...(id === undefined ? {} : { id, type: 'function' }),
		function: { ...(name === undefined ? {} : { name }), arguments: args },
	});

const calling = (...fragments: readonly object[]) =>
	chunks(first, ...fragments, ending('tool_calls'), spent, done);

const both = [
	['get', { a: 1 }],
	['put', { b: 2 }],
] as const;
const one = [both[0]];

/** Two calls, by the index of their fragments. */
const two = (one: unknown, other: unknown) =>
	calling(
		part(one, '', 'get', 'x'),
		part(one, '{"a":'),
		part(one, '1}'),
		part(other, '', 'put', 'y'),
		part(other, '{"b":'),
		part(other, '2}'),
	);

const noText = { text: undefined };
const clean = (): string[] =>
	unless(
		({} as { get?: unknown }).get === undefined && Object.keys(Array.prototype).length === 0,
		'a prototype was changed',
	);

/** Choices of one answer: their pieces come in any order. */
const ofChoice = (index: number, content: string) => chunk({ content }, {}, { index });
const endOfChoice = (index: number) => chunk({}, {}, { index, finish_reason: 'stop' });

/** Calls of tools, and several choices, in pieces that come in disorder. */
export const streamCalls: readonly FaultCase[] = [
	...fault(
		'fragments of tool calls',
		{
			form: 'one after the other',
			server: two(0, 1),
			outcome: recovered(3, { item: { ...noText, calls: both } }),
		},
		{
			form: 'interleaved',
			server: calling(
				part(0, '', 'get', 'x'),
				part(1, '', 'put', 'y'),
				part(1, '{"b":'),
				part(0, '{"a":'),
				part(0, '1}'),
				part(1, '2}'),
			),
			outcome: recovered(3, { item: { ...noText, calls: both } }),
		},
		{
			form: 'interleaved in one chunk',
			server: calling(
				chunk({
					tool_calls: [
						{ index: 0, id: 'x', type: 'function', function: { name: 'get', arguments: '{"a"' } },
						{ index: 1, id: 'y', type: 'function', function: { name: 'put', arguments: '{"b"' } },
					],
				}),
				chunk({
					tool_calls: [
						{ index: 1, function: { arguments: ':2}' } },
						{ index: 0, function: { arguments: ':1}' } },
					],
				}),
			),
			outcome: recovered(3, { item: { ...noText, calls: both } }),
		},
		{
			form: 'without an index',
			server: two(undefined, undefined),
			outcome: recovered(3, { item: { ...noText, calls: both } }),
		},
		{
			form: 'every index 0',
			server: two(0, 0),
			outcome: recovered(3, { item: { ...noText, calls: both } }),
		},
		...['__proto__', 'constructor', 1e9, -1, 0.5, null, 2 ** 53].map((index) => ({
			form: `with the index ${JSON.stringify(index)}`,
			server: two(index, index),
			outcome: recovered(3, { item: { ...noText, calls: both } }),
			also: clean,
		})),
		{
			form: 'whose arguments are no JSON',
			server: calling(part(0, '{"a":', 'get', 'x')),
			outcome: recovered(3, {
				item: { ...noText, calls: [['get', '{"a":']] },
				says: 'the call with its arguments as they came',
			}),
		},
		{
			form: 'with a member __proto__ in the arguments',
			server: calling(part(0, '{"a":1,"__proto__":{"get":1}}', 'get', 'x')),
			outcome: recovered(3, { item: { ...noText, calls: one } }),
			also: clean,
		},
	),
	...fault('more than 128 tool calls', {
		ask: { items: 1 },
		server: calling(
			...Array.from({ length: 200 }, (_, index) => part(index, '{}', 'get', `id-${index}`)),
		),
		outcome: fails('malformed', '…', 1),
	}),
	...fault('three choices, in disorder', {
		ask: { simplify: false, options: { n: 3 } },
		server: chunks(
			ofChoice(2, 'thr'),
			ofChoice(0, 'o'),
			ofChoice(1, 'tw'),
			ofChoice(0, 'ne'),
			endOfChoice(2),
			ofChoice(1, 'o'),
			endOfChoice(1),
			endOfChoice(0),
			spent,
			done,
		),
		outcome: recovered(3, {
			item: {
				text: 'one',
				json: {
					choices: ['one', 'two', 'thr'].map((content, index) => ({ index, message: { content } })),
				},
			},
		}),
	}),
	...fault('a choice with the index 1e9', {
		ask: { items: 1 },
		server: chunks(ofChoice(1e9, 'far'), endOfChoice(1e9), spent, done),
		outcome: recovered(1, { item: { text: 'far' } }),
	}),
];
