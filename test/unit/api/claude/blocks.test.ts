import type { JsonObject } from '../../../../nodes/api/json';
import { Blocks } from '../../../../nodes/api/claude/blocks';

type Step =
	| ['start', unknown, unknown]
	| ['delta', unknown, unknown]
	| ['stop', unknown]
	| ['whole', unknown];

function put(...steps: Step[]): Blocks {
	const blocks = new Blocks();
	for (const [kind, first, second] of steps) {
		if (kind === 'start') blocks.start(first, second);
		else if (kind === 'delta') blocks.extend(first, second);
		else if (kind === 'stop') blocks.stop(first);
		else blocks.replace(first);
	}
	return blocks;
}

const text = (said = ''): JsonObject => ({ type: 'text', text: said });
const thought = (thinking = ''): JsonObject => ({ type: 'thinking', thinking });
const tool = (input: unknown = {}): JsonObject => ({
	type: 'tool_use',
	id: 't',
	name: 'get',
	input,
});
const words = (said: unknown) => ({ type: 'text_delta', text: said });
const thinks = (thinking: string) => ({ type: 'thinking_delta', thinking });
const json = (partial_json: string) => ({ type: 'input_json_delta', partial_json });

test.each<[string, JsonObject[], Step[]]>([
	[
		'as documented',
		[text('Hello'), tool({ a: 1 })],
		[
			['start', 0, text()],
			['delta', 0, words('Hel')],
			['delta', 0, words('lo')],
			['stop', 0],
			['start', 1, tool()],
			['delta', 1, json('{"a":')],
			['delta', 1, json('1}')],
			['stop', 1],
		],
	],
	[
		'all with the number 0',
		[text('Hel'), text('lo')],
		[
			['start', 0, text()],
			['delta', 0, words('Hel')],
			['stop', 0],
			['start', 0, text()],
			['delta', 0, words('lo')],
			['stop', 0],
		],
	],
	[
		'without numbers',
		[text('Hel'), text('lo')],
		[
			['start', undefined, text()],
			['delta', undefined, words('Hel')],
			['stop', undefined],
			['start', undefined, text()],
			['delta', undefined, words('lo')],
		],
	],
	[
		'without beginnings',
		[text('Hello')],
		[
			['delta', 0, words('Hel')],
			['delta', 0, words('lo')],
		],
	],
	[
		'a beginning that does not tell what it is',
		[thought('hm')],
		[
			['start', 0, undefined],
			['delta', 0, thinks('hm')],
		],
	],
	[
		'a beginning that comes twice',
		[text('Hi')],
		[
			['start', 0, text()],
			['start', 0, text()],
			['delta', 0, words('Hi')],
		],
	],
	[
		'MiniMax: the first piece repeats what the block begins with',
		[text('Hello you')],
		[
			['start', 0, text('Hel')],
			['delta', 0, words('Hello')],
			['delta', 0, words(' you')],
		],
	],
	[
		'a piece with the number of no block',
		[text('Hello')],
		[
			['start', 0, text()],
			['delta', 0, words('Hel')],
			['delta', 17, words('lo')],
		],
	],
	[
		'a piece with the number of a block that is over',
		[text('a'), text('bc')],
		[
			['start', 0, text()],
			['delta', 0, words('a')],
			['stop', 0],
			['start', 1, text()],
			['delta', 1, words('b')],
			['delta', 0, words('c')],
		],
	],
	[
		'an end with the number of no block',
		[text('a'), text('b')],
		[
			['start', undefined, text()],
			['delta', 0, words('a')],
			['stop', 0],
			['start', 1, text()],
			['delta', undefined, words('b')],
		],
	],
	[
		'thoughts and words in one block that did not begin',
		[thought('hm'), text('Hi')],
		[
			['delta', 0, thinks('hm')],
			['delta', 0, words('Hi')],
		],
	],
	[
		'in another order than they are numbered',
		[text('a'), text('b')],
		[
			['start', 1, text('b')],
			['start', 0, text('a')],
		],
	],
	[
		'numbers that do not count',
		[text('a'), text('b')],
		[
			['start', 17, text('a')],
			['start', 4, text('b')],
		],
	],
	[
		'a whole message behind the pieces',
		[text('Hello')],
		[
			['start', 0, text()],
			['delta', 0, words('Hel')],
			['whole', [text('Hello')]],
		],
	],
	[
		'a whole message with less in it',
		[text('Hello')],
		[
			['start', 0, text()],
			['delta', 0, words('Hello')],
			['whole', []],
			['whole', 'He'],
		],
	],
	['a whole message that is a text', [text('Hello')], [['whole', 'Hello']]],
])('blocks are put together: %s', (_how, wanted, steps) => {
	const blocks = put(...steps);
	expect(blocks.list()).toEqual(wanted);
	expect(blocks.isUnread).toBe(false);
});

test('the input of a tool whose beginning was lost is not that of the one before', () => {
	const blocks = put(
		['start', 0, tool()],
		['delta', 0, json('{"a":1}')],
		['stop', 0],
		['delta', 0, json('{"b":2}')],
	);
	expect(blocks.list()).toEqual([tool({ a: 1 }), { type: 'tool_use', input: { b: 2 } }]);
});

const tooMany = Array.from({ length: 1_001 }, (_, at): Step => ['start', at, text(`${at}`)]);

test.each<[string, Step[]]>([
	['a beginning that is a text', [['start', 0, 'Hello']]],
	['a beginning of which nothing is known', [['start', 0, { wrapped: text('Hello') }]]],
	[
		'a beginning with a text that is none',
		[
			['start', 0, { type: 'text', text: ['Hel'] }],
			['delta', 0, words('lo')],
		],
	],
	[
		'a piece that is a text',
		[
			['start', 0, text()],
			['delta', 0, 'Hello'],
		],
	],
	[
		'a piece with a number for words',
		[
			['start', 0, text()],
			['delta', 0, words(17)],
		],
	],
	['a message that is a number', [['whole', 17]]],
	['more blocks than an answer has', tooMany],
])('what is no block is noted: %s', (_what, steps) => {
	expect(put(...steps).isUnread).toBe(true);
});

test('a gateway that begins a block with every piece gets so many, and the answer counts as unread', () => {
	const piece = { type: 'input_json_delta', partial_json: '{}' };
	const steps = Array.from({ length: 3_000 }, (_, index): Step[] => [
		['delta', index, piece],
		['stop', index],
	]);
	const blocks = put(...steps.flat());
	expect(blocks.list()).toHaveLength(1_000);
	expect(blocks.isUnread).toBe(true);
});
