import { readContent, readReasoning } from '../../../../nodes/api/answer/content';

const plain = { text: '', reasoning: '', refusal: '', isUnread: false, hasOthers: false };

test.each<[string, unknown, object]>([
	['a text', 'Hello', { text: 'Hello' }],
	['nothing', null, {}],
	['nothing at all', undefined, {}],
	['an empty list', [], {}],
	['a list of texts', ['Hello', ' ', 'world'], { text: 'Hello world' }],
	[
		'parts, blanks included',
		['Hello', ' ', 'world'].map((text) => ({ type: 'text', text })),
		{ text: 'Hello world' },
	],
	['parts and texts in turn', ['a', { type: 'text', text: 'b' }, 'c'], { text: 'abc' }],
	['one part alone', { type: 'text', text: 'Hello' }, { text: 'Hello' }],
	['a part without a type', { text: 'Hello' }, { text: 'Hello' }],
	['a part of an unknown type with a text', { type: 'new', text: 'Hello' }, { text: 'Hello' }],
	['output_text', [{ type: 'output_text', text: 'Hello', annotations: [] }], { text: 'Hello' }],
	['a text with its annotations', [{ text: { value: 'Hi', annotations: [] } }], { text: 'Hi' }],
	['content in a part', [{ type: 'text', content: 'Hello' }], { text: 'Hello' }],
	['parts within a part', { role: 'model', parts: [{ text: 'a' }, { text: 'b' }] }, { text: 'ab' }],
	['null among parts', [null, { type: 'text', text: null }, 'a'], { text: 'a' }],
	['an empty text', [{ type: 'text', text: '' }], {}],
])('%s is read', (_what, content, wanted) => {
	expect(readContent(content)).toEqual({ ...plain, ...wanted });
});

test.each<[string, unknown, object]>([
	[
		'Magistral',
		[
			{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
			{ type: 'text', text: 'Hi' },
		],
		{ reasoning: 'hm', text: 'Hi' },
	],
	[
		'Claude',
		[
			{ type: 'thinking', thinking: 'hm', signature: 's' },
			{ type: 'text', text: 'Hi' },
		],
		{ reasoning: 'hm', text: 'Hi' },
	],
	[
		'a text of type reasoning',
		[{ type: 'reasoning', text: 'hm' }, 'Hi'],
		{ reasoning: 'hm', text: 'Hi' },
	],
	['Gemini', [{ text: 'hm', thought: true }, { text: 'Hi' }], { reasoning: 'hm', text: 'Hi' }],
	['a refusal', [{ type: 'refusal', refusal: 'No.' }], { refusal: 'No.' }],
])('thoughts and refusals are told from the answer: %s', (_whose, content, wanted) => {
	expect(readContent(content)).toEqual({ ...plain, ...wanted });
});

test.each([
	{ type: 'image_url', image_url: { url: 'data:' } },
	{ type: 'tool_use', id: 't', name: 'get', input: {} },
	{ type: 'input_audio', input_audio: {} },
])('what is no text is noted, and is no text: %j', (part) => {
	expect(readContent(['a', part, 'b'])).toEqual({ ...plain, text: 'ab', hasOthers: true });
});

test.each<[string, unknown]>([
	['a number', 17],
	['true', true],
	['a number in a list', ['a', 17]],
	['a number in a part', [{ type: 'text', text: 17 }]],
	['an object of which nothing is known', { wrapped: 'Hello' }],
	['a part of which nothing is known', ['a', { wrapped: 'Hello' }]],
	['lists within lists beyond reason', [[[[['Hello']]]]]],
])('%s is in a shape that no rule reads', (_what, content) => {
	expect(readContent(content).isUnread).toBe(true);
});

test('thoughts come as a text, or as parts of any kind', () => {
	expect(
		[
			'hm',
			['hm', ' ok'],
			[{ type: 'reasoning.text', text: 'hm' }],
			[{ type: 'reasoning.summary', summary: 'hm' }],
			{ content: 'hm' },
			[{ type: 'reasoning.encrypted', data: 'x' }],
			null,
			17,
		].map(readReasoning),
	).toEqual(['hm', 'hm ok', 'hm', 'hm', 'hm', '', '', '']);
});
