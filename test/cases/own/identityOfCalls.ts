import type { Row } from './build';
import { call, fragments, one, two } from './callBodies';

/** Fragments that belong to one call, or do not, whatever their ids are. */
export const identityOfCalls: readonly Row[] = [
	fragments(
		'id and name empty in later fragments',
		[
			call({ index: 0, id: 'c1' }, 'get'),
			call({ index: 0, id: '' }, '', '{"a":'),
			call({ index: 0, id: '' }, '', '1}'),
		],
		one,
		['c1'],
	),
	fragments(
		'id and name null in later fragments',
		[
			call({ index: 0, id: 'c1' }, 'get', '{"a"'),
			{ index: 0, id: null, type: null, function: { name: null, arguments: ':1}' } },
		],
		one,
		['c1'],
	),
	fragments(
		'id "null" with every fragment',
		[
			call({ index: 0, id: 'null' }, 'get', '{"a":'),
			call({ index: 0, id: 'null' }, undefined, '1}'),
		],
		one,
	),
	fragments(
		'id "None" in a later fragment',
		[call({ index: 0, id: 'c1' }, 'get'), call({ index: 0, id: 'None' }, undefined, '{"a":1}')],
		one,
	),
	fragments(
		'a fresh id with every fragment, the name once',
		[
			call({ index: 0, id: 'f1' }, 'get'),
			call({ index: 0, id: 'f2' }, undefined, '{"a":'),
			call({ index: 0, id: 'f3' }, undefined, '1}'),
		],
		one,
		['f1'],
	),
	fragments(
		'a fresh id with every fragment, names empty, no index',
		[call({ id: 'f1' }, 'get'), call({ id: 'f2' }, '', '{"a":'), call({ id: 'f3' }, '', '1}')],
		one,
		['f1'],
	),
	fragments(
		'name and id with every fragment, the same ones',
		[call({ index: 0, id: 'c1' }, 'get', '{"a":'), call({ index: 0, id: 'c1' }, 'get', '1}')],
		one,
		['c1'],
	),
	fragments(
		'the index rises with every fragment of one call',
		[
			call({ index: 0, id: 'c1' }, 'get'),
			call({ index: 1 }, undefined, '{"a":'),
			call({ index: 2 }, undefined, '1}'),
		],
		one,
		['c1'],
	),
	fragments(
		'the id comes after the name',
		[call({ index: 0 }, 'get'), call({ index: 0, id: 'c1' }, undefined, '{"a":1}')],
		one,
		['c1'],
	),
	fragments(
		'index as a text',
		[
			call({ index: '0', id: 'c1' }, 'get', '{"a":1}'),
			call({ index: '1', id: 'c2' }, 'put', '{"b":'),
			call({ index: '1' }, undefined, '2}'),
		],
		two,
		['c1', 'c2'],
	),
];
