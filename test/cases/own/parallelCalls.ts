import { chat, good, type Row } from './build';
import { call, fragments, two } from './callBodies';
import { chunk, streamed } from './chatBodies';

/** Several calls in one answer that their index or id does not tell apart. */
export const parallelCalls: readonly Row[] = [
	chat(
		'two whole calls in one list, all with index 0 and without an id',
		streamed(
			[
				chunk({
					tool_calls: [call({ index: 0 }, 'get', '{"a":1}'), call({ index: 0 }, 'put', '{"b":2}')],
				}),
			],
			'tool_calls',
		),
		good('', { calls: two }),
	),
	chat(
		'two whole calls in one list with ids "" and index 0',
		streamed(
			[
				chunk({
					tool_calls: [
						call({ index: 0, id: '' }, 'get', '{"a":1}'),
						call({ index: 0, id: '' }, 'put', '{"b":2}'),
					],
				}),
			],
			'tool_calls',
		),
		good('', { calls: two }),
	),
	fragments(
		'two whole calls, one after the other, neither index nor id',
		[call({}, 'get', '{"a":1}'), call({}, 'put', '{"b":2}')],
		two,
	),
	fragments(
		'the same tool twice, whole, all with index 0 and without an id',
		[call({ index: 0 }, 'get', '{"a":1}'), call({ index: 0 }, 'get', '{"a":2}')],
		[
			['get', { a: 1 }],
			['get', { a: 2 }],
		],
	),
	fragments(
		'two calls with index 0 and ids of their own, in fragments',
		[
			call({ index: 0, id: 'c1' }, 'get', '{"a":'),
			call({ index: 0 }, undefined, '1}'),
			call({ index: 0, id: 'c2' }, 'put', '{"b":'),
			call({ index: 0 }, undefined, '2}'),
		],
		two,
		['c1', 'c2'],
	),
	fragments(
		'two calls with neither index nor id, the first in fragments',
		[
			call({}, 'get', '{"a":'),
			call({}, undefined, '1}'),
			call({}, 'put', '{"b":'),
			call({}, undefined, '2}'),
		],
		two,
	),
	fragments(
		'fragments of two calls in turns',
		[
			call({ index: 0, id: 'c1' }, 'get', '{"a"'),
			call({ index: 1, id: 'c2' }, 'put', '{"b"'),
			call({ index: 0 }, undefined, ':1}'),
			call({ index: 1 }, undefined, ':2}'),
		],
		two,
		['c1', 'c2'],
	),
	fragments(
		'two calls without arguments, all with index 0',
		[call({ index: 0, id: 'c1' }, 'get', '{}'), call({ index: 0, id: 'c2' }, 'put', '{}')],
		[
			['get', {}],
			['put', {}],
		],
		['c1', 'c2'],
	),
];
