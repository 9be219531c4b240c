import type { JsonObject } from '../../../../nodes/api/json';
import { ToolCalls } from '../../../../nodes/api/chat/toolCalls';

/** A fragment of a call: arguments, and what else it has. */
function piece(args?: unknown, more: JsonObject = {}): JsonObject {
	const { name, ...rest } = more;
	const called = {
		...(name === undefined ? {} : { name }),
		...(args === undefined ? {} : { arguments: args }),
	};
	return { ...rest, ...(Object.keys(called).length === 0 ? {} : { function: called }) };
}

/** What comes of the lists of fragments in a stream, one list a chunk. */
function put(...chunks: JsonObject[][]): ToolCalls {
	const calls = new ToolCalls();
	for (const chunk of chunks) calls.add(chunk);
	return calls;
}

/** Name and arguments of every call. */
function called(calls: ToolCalls): unknown[] {
	return calls.list().map(({ function: one }) => {
		const { name, arguments: args } = one as JsonObject;
		return [name, args];
	});
}

const both = [
	['get', '{"a":1}'],
	['put', '{"b":2}'],
];

test.each<[string, JsonObject[][]]>([
	[
		'an index and an id at the beginning',
		[
			[piece('', { index: 0, id: 'x', name: 'get' })],
			[piece('{"a":', { index: 0 })],
			[piece('1}', { index: 0 })],
			[piece('', { index: 1, id: 'y', name: 'put' })],
			[piece('{"b":2}', { index: 1 })],
		],
	],
	[
		'fragments in turn',
		[
			[
				piece('', { index: 0, id: 'x', name: 'get' }),
				piece('', { index: 1, id: 'y', name: 'put' }),
			],
			[piece('{"b":', { index: 1 }), piece('{"a":', { index: 0 })],
			[piece('1}', { index: 0 }), piece('2}', { index: 1 })],
		],
	],
	[
		'an index that is a text',
		[
			[piece('{"a"', { index: '0', id: 'x', name: 'get' })],
			[piece('{"b":', { index: '1', id: 'y', name: 'put' })],
			[piece(':1}', { index: '0' })],
			[piece('2}', { index: '1' })],
		],
	],
	[
		'the second call first',
		[
			[piece('{"b":2}', { index: 1, id: 'y', name: 'put' })],
			[piece('{"a":1}', { index: 0, id: 'x', name: 'get' })],
		],
	],
	[
		'DashScope: empty ids and names in later fragments',
		[
			[piece('', { index: 0, id: 'x', name: 'get' })],
			[piece('{"a":1', { index: 0, id: '', name: '' })],
			[piece('}', { index: 0, id: '' })],
			[piece('{"b":2}', { index: 1, id: 'y', name: 'put' })],
		],
	],
	[
		'Mistral: the id "null" in later fragments',
		[
			[piece('', { index: 0, id: 'x', name: 'get' })],
			[piece('{"a":1}', { index: 0, id: 'null', name: '' })],
			[piece('{"b":2}', { index: 1, id: 'y', name: 'put' })],
		],
	],
	[
		'a fresh id with every fragment',
		[
			[piece('', { index: 0, id: 'x1', name: 'get' })],
			[piece('{"a":', { index: 0, id: 'x2' })],
			[piece('1}', { index: 0, id: 'x3' })],
			[piece('{"b":2}', { index: 1, id: 'y1', name: 'put' })],
		],
	],
	[
		'a fresh id and the name with every fragment',
		[
			[piece('{"a"', { id: 'x1', name: 'get' })],
			[piece(':1}', { id: 'x2', name: 'get' })],
			[piece('{"b":2}', { id: 'y1', name: 'put' })],
		],
	],
	[
		'neither index nor id, in one list',
		[[piece('{"a":1}', { name: 'get' }), piece('{"b":2}', { name: 'put' })]],
	],
	[
		'neither index nor id, one behind the other',
		[[piece('{"a":1}', { name: 'get' })], [piece('{"b":2}', { name: 'put' })]],
	],
	[
		'neither index nor id, in pieces',
		[
			[piece('{"a":', { name: 'get' })],
			[piece('1}')],
			[piece('', { name: 'put' })],
			[piece('{"b":2}')],
		],
	],
	[
		'an id with every fragment and no index, in turn',
		[
			[piece('{"a":', { id: 'x', name: 'get' })],
			[piece('{"b":', { id: 'y', name: 'put' })],
			[piece('1}', { id: 'x' })],
			[piece('2}', { id: 'y', name: 'put' })],
		],
	],
	[
		'index 0 for all of them',
		[
			[piece('{"a":1}', { index: 0, id: 'x', name: 'get' })],
			[piece('{"b":', { index: 0, id: 'y', name: 'put' })],
			[piece('2}', { index: 0 })],
		],
	],
	[
		'the name again with every fragment',
		[
			[piece('{"a":', { index: 0, id: 'x', name: 'get' })],
			[piece('1}', { index: 0, name: 'get' })],
			[piece('{"b":2}', { index: 1, id: 'y', name: 'put' })],
		],
	],
	[
		'the whole once more at the end',
		[
			[piece('{"a":', { index: 0, id: 'x', name: 'get' })],
			[piece('1}', { index: 0 })],
			[piece('{"a":1}', { index: 0 })],
			[piece('{"b":2}', { index: 1, id: 'y', name: 'put' })],
		],
	],
	[
		'the whole so far each time',
		[
			[piece('{"a"', { index: 0, id: 'x', name: 'get' })],
			[piece('{"a":1}', { index: 0 })],
			[piece('{"b":2}', { index: 1, id: 'y', name: 'put' })],
		],
	],
	[
		'an empty object first',
		[
			[piece('{}', { index: 0, id: 'x', name: 'get' })],
			[piece('{"a":1}', { index: 0 })],
			[piece('{"b":2}', { index: 1, id: 'y', name: 'put' })],
		],
	],
])('calls are told from each other: %s', (_how, chunks) => {
	const calls = put(...chunks);
	expect(called(calls)).toEqual(both);
	expect(calls.isUnread).toBe(false);
});

test('two calls of one function are two calls', () => {
	const calls = put(
		[piece('{"a":1}', { index: 0, id: 'x', name: 'get' })],
		[piece('{"a":1}', { index: 0, id: 'y', name: 'get' })],
	);
	expect(called(calls)).toEqual([both[0], both[0]]);
});

test('two calls of one function are two calls, also without arguments in one list', () => {
	const calls = put([piece('', { name: 'get' }), piece('', { name: 'get' })]);
	expect(called(calls)).toEqual([
		['get', ''],
		['get', ''],
	]);
});

test('an id that says nothing is none', () => {
	expect(put([piece('{}', { id: 'null', name: 'get' })]).list()[0]?.id).toBeUndefined();
	const repeated = put(
		[piece('{"a":1}', { index: 0, id: 'x', name: 'get' })],
		[piece('', { index: 0, id: 'null', name: 'get' })],
	);
	expect(called(repeated)).toEqual([both[0]]);
});

test('the first id counts, and what says nothing does not replace it', () => {
	const calls = put(
		[piece('{', { index: 0, id: 'x', type: 'function', name: 'get' })],
		[piece('}', { index: 0, id: 'null', type: '' })],
	);
	expect(calls.list()).toEqual([
		{ id: 'x', type: 'function', function: { name: 'get', arguments: '{}' } },
	]);
});

test('arguments that come as an object stay one', () => {
	expect(called(put([piece({ a: 1 }, { index: 0, id: 'x', name: 'get' })]))).toEqual([
		['get', { a: 1 }],
	]);
});

test('a call whose beginning was lost takes nothing from the one before, and is none', () => {
	const lost = put([piece('{"a":1}', { id: 'x', name: 'get' })], [piece('{"b":')], [piece('2}')]);
	expect(called(lost)).toEqual([both[0], [undefined, '{"b":2}']]);
	const first = put([piece('{"a":1}')], [piece('{"b":2}', { id: 'y', name: 'put' })]);
	expect(called(first)).toEqual([[undefined, '{"a":1}'], both[1]]);
});

test.each<[string, JsonObject[]]>([
	[
		'its fragments stand between those of another',
		[piece('{"a":"', { index: 0 }), piece('{"b":', { index: 1 }), piece('"}', { index: 0 })],
	],
	[
		'they come behind',
		[piece('{"a":"', { index: 0 }), piece('{"b"', { index: 1 }), piece(':2}', { index: 1 })],
	],
	['there is one', [piece('{"a":', { index: 0 }), piece('{"b":2}', { index: 1 })]],
])('a call whose beginning was lost does not slip into another: %s', (_how, fragments) => {
	const begin = [piece('', { index: 0, id: 'x', name: 'get' })];
	expect(put(begin, ...fragments.map((one) => [one])).isUnread).toBe(true);
});

test('an index that rises with every fragment is that of one call', () => {
	const calls = put(
		[piece('', { index: 0, id: 'x', name: 'get' })],
		[piece('{"a":', { index: 1 })],
		[piece('1}', { index: 2 })],
	);
	expect([called(calls), calls.isUnread]).toEqual([[both[0]], false]);
});

const tooMany = Array.from({ length: 129 }, (_, id) => piece('{}', { id: `${id}`, name: 'get' }));

test.each<[string, unknown[]]>([
	['a text', ['get']],
	['a list', [[piece('{}', { name: 'get' })]]],
	['a function that is a text', [{ id: 'x', function: 'get' }]],
	['arguments that are a number', [piece(17, { id: 'x', name: 'get' })]],
	['a name that is a list', [piece('{}', { id: 'x', name: ['get'] })]],
	['more calls than a message has', tooMany],
])('what is no piece of a call is noted: %s', (_what, fragments) => {
	const calls = new ToolCalls();
	calls.add(fragments);
	expect(calls.isUnread).toBe(true);
});

test('null among the calls is nothing', () => {
	const calls = new ToolCalls();
	calls.add([null, piece('{}', { name: 'get' })]);
	expect([calls.count, calls.isUnread]).toEqual([1, false]);
});

test('the calls of a whole message replace the fragments; an empty list does not', () => {
	const calls = put([piece('{"a":', { index: 0, id: 'x', name: 'get' })]);
	calls.replace([]);
	expect(calls.count).toBe(1);
	calls.replace([
		piece('{"a":1}', { id: 'x', name: 'get' }),
		piece('{"b":2}', { id: 'y', name: 'put' }),
	]);
	expect(called(calls)).toEqual(both);
});

test('arguments in a hundred thousand pieces are put together in a moment', () => {
	const calls = put([piece('{"a":"', { index: 0, id: 'x', name: 'get' })]);
	for (let count = 0; count < 100_000; count++) calls.add([piece('{}', { index: 0 })]);
	calls.add([piece('"}', { index: 0 })]);
	expect(called(calls)).toEqual([['get', `{"a":"${'{}'.repeat(100_000)}"}`]]);
});
