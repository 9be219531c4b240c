import { chat, good, type Row } from './build';
import { call, fragments, two } from './callBodies';
import { chunk, streamed } from './chatBodies';

/** Calls stand in the order of their index, not in that of their arrival. */
export const orderOfCalls: readonly Row[] = [
	fragments(
		'index 1 before index 0',
		[
			call({ index: 1, id: 'c2' }, 'put', '{"b":2}'),
			call({ index: 0, id: 'c1' }, 'get', '{"a":1}'),
		],
		two,
		['c1', 'c2'],
	),
	fragments(
		'index 2, 0, 1 in fragments',
		[
			call({ index: 2, id: 'c3' }, 'end', '{'),
			call({ index: 0, id: 'c1' }, 'get', '{"a"'),
			call({ index: 1, id: 'c2' }, 'put', '{"b":2}'),
			call({ index: 2 }, undefined, '}'),
			call({ index: 0 }, undefined, ':1}'),
		],
		[...two, ['end', {}]],
		['c1', 'c2', 'c3'],
	),
	chat(
		'both in one list, the later first',
		streamed(
			[
				chunk({
					tool_calls: [
						call({ index: 1, id: 'c2' }, 'put', '{"b":2}'),
						call({ index: 0, id: 'c1' }, 'get', '{"a":1}'),
					],
				}),
			],
			'tool_calls',
		),
		good('', { calls: two, ids: ['c1', 'c2'] }),
	),
];
