import { partialAnswer } from '../../../../nodes/api/answer/partial';
import { readContent, readReasoning } from '../../../../nodes/api/answer/content';
import { endingWord, type Ending } from '../../../../nodes/api/answer/endings';
import { type AnswerState, assessAnswers, textOnly } from '../../../../nodes/api/answer/usability';

const head = { status: 200, headers: { 'x-request-id': 'r-1' } };
const usage = { total_tokens: 7 };

const answer = (more: Partial<AnswerState> = {}): AnswerState => ({
	text: 'Hello',
	reasoning: '',
	ending: 'finished',
	word: 'stop',
	...textOnly,
	...more,
});
const assessed = (first: AnswerState, ...others: AnswerState[]) =>
	assessAnswers([first, ...others], usage, head);
const empty = { text: ' \n' };

test.each<[string, Partial<AnswerState>, object]>([
	[
		'a failure beside it',
		{ error: { message: 'No.', code: 429 } },
		{ message: 'No.', code: '429' },
	],
	[
		'an end that the gateway broke off',
		{ ending: 'broken', word: 'error' },
		{ kind: 'server', message: 'The gateway broke off the answer: error' },
	],
	['a part that cannot be read', { isUnread: true }, { kind: 'malformed', retryable: false }],
	['a filter', { ending: 'withheld' }, { kind: 'contentFilter', text: 'Hello' }],
	[
		'a filter, and words for it',
		{ ending: 'withheld', refusal: 'I cannot.' },
		{ kind: 'contentFilter', message: 'I cannot.', text: 'Hello' },
	],
	[
		'a refusal alone',
		{ text: '', refusal: 'I cannot.' },
		{ kind: 'contentFilter', message: 'I cannot.', text: 'I cannot.' },
	],
	['nothing before its limit', { ...empty, ending: 'cut' }, { kind: 'truncated' }],
])('an answer with %s cannot be used, and keeps what it cost', (_what, more, wanted) => {
	const { failure } = assessed(answer(more));
	expect(failure).toMatchObject({ status: 200, request_id: 'r-1', usage, ...wanted });
});

test('the text of a failure is kept beside what it says, and its absent facts are not', () => {
	const { failure } = assessed(answer({ error: { message: 'No.' } }));
	expect(failure).toMatchObject({ message: 'No.', text: 'Hello', request_id: 'r-1', code: null });
	expect(assessed(answer({ text: '', error: 'No.' })).failure).not.toHaveProperty('text');
	expect(assessed(answer({ text: '', ending: 'withheld' })).failure).not.toHaveProperty('text');
});

test('one of several answers that is broken, unread or refused with a failure fails them all', () => {
	for (const more of [
		{ ending: 'broken' as const, word: 'error' },
		{ isUnread: true },
		{ error: 'No.' },
	])
		expect(assessed(answer(), answer(more)).failure?.text).toBe('Hello');
	expect(
		assessed(answer(), answer({ ending: 'broken', word: 'crash' })).failure?.message,
	).toContain('crash');
});

test.each<[string, Partial<AnswerState>, RegExp | undefined]>([
	['a good one', {}, undefined],
	['a cut one', { ending: 'cut' }, undefined],
	['a call', { text: '', isCall: true }, undefined],
	['a call at its limit', { text: '', isCall: true, ending: 'cut' }, undefined],
	['a picture', { text: '', hasOthers: true }, undefined],
	['a refusal beside its text', { refusal: 'But no.' }, undefined],
	['an error that says nothing', { error: {} }, undefined],
	['an end that nobody knows', { ending: 'unknown', word: 'x'.repeat(99) }, /"x{60}"/],
	['an empty one', empty, /empty answer/],
	['one of thoughts', { ...empty, reasoning: 'hm' }, /only thought/],
])('%s can be used, and is told of where it is odd', (_what, more, hint) => {
	const assessment = assessed(answer(more));
	expect(assessment.failure).toBeUndefined();
	if (hint === undefined) expect(assessment.hint).toBeUndefined();
	else expect(assessment.hint).toMatch(hint);
});

test('among several answers an empty or withheld one is told of, and does not fail the others', () => {
	expect(assessed(answer(), answer(empty)).hint).toMatch(/empty answer/);
	expect(assessed(answer(), answer({ ending: 'withheld' })).hint).toMatch(/withheld/);
	expect(assessed(answer(), answer({ ...empty, ending: 'cut' })).failure).toBeUndefined();
	expect(assessed(answer(), answer({ text: '', refusal: 'No.' })).failure).toBeUndefined();
	expect(assessed(answer(), answer({ ending: 'unknown', word: 'odd' })).hint).toMatch(/"odd"/);
});

test('what is empty is left out of what is kept', () => {
	expect(partialAnswer({ text: '', reasoning: '', usage: 7 })).toEqual({});
	expect(partialAnswer({ text: 'a', reasoning: 'b', usage })).toEqual({
		text: 'a',
		reasoning: 'b',
		usage,
	});
});

const plain = { text: '', reasoning: '', refusal: '', isUnread: false, hasOthers: false };

test.each([
	...['text', 'output_text', 'input_text', 'text_delta', 'markdown', 'paragraph', 'answer'],
	...['string', '', 'TEXT', 'new'],
])('a part of the type "%s" is text, wherever its words stand', (type) => {
	for (const name of ['text', 'content', 'output_text'])
		expect(readContent([{ type, [name]: 'Hi' }])).toEqual({ ...plain, text: 'Hi' });
});

test.each(['thinking', 'thought', 'reasoning', 'Reason'])(
	'a part of the type "%s" is thoughts, wherever its words stand',
	(type) => {
		for (const name of [
			...['thinking', 'reasoning', 'text', 'thought', 'content', 'summary'],
			...['reasoning_content', 'reasoning_text'],
		])
			expect(readContent([{ type, [name]: 'hm' }])).toEqual({ ...plain, reasoning: 'hm' });
	},
);

test.each([
	...['image', 'audio', 'video', 'file', 'document', 'tool_use', 'function', 'call', 'citation'],
	...['reference', 'annotation', 'search_result', 'source', 'signature', 'redacted', 'code'],
	...['resource', 'data', 'json'],
])('a part of the type %s is something else', (type) => {
	expect(readContent([{ type, text: 'x' }])).toEqual({ ...plain, hasOthers: true });
});

test.each<[string, unknown, object]>([
	['a refusal whose words are a text', { type: 'refusal', text: 'No.' }, { refusal: 'No.' }],
	['a type that only contains refusal', { type: 'refusals', text: 'No.' }, { text: 'No.' }],
	['words that are null', { type: 'text', text: null, content: 'Hi' }, { text: 'Hi' }],
	['a part of which nothing is there', { type: 'text', index: 0, id: 'x' }, {}],
	['a part of which something is unknown', { type: 'text', other: 'x' }, { isUnread: true }],
	['a name that only begins like one', { types: 'x' }, { isUnread: true }],
	['thoughts of which nothing is known', { type: 'thinking', other: 'x' }, {}],
	['thoughts that are not said so', { thought: false, text: 'Hi' }, { text: 'Hi' }],
	['four levels', [[[['Hi']]]], { text: 'Hi' }],
	['five levels', [[[[['Hi']]]]], { isUnread: true }],
	['parts of thoughts', { type: 'thinking', parts: [{ text: 'hm' }] }, { reasoning: 'hm' }],
])('the content of a message is read: %s', (_what, content, wanted) => {
	expect(readContent(content)).toEqual({ ...plain, ...wanted });
});

test.each<[unknown, string]>([
	['hm', 'hm'],
	[{ text: 'hm' }, 'hm'],
	[
		[
			{ type: 'summary_text', text: 'a' },
			{ type: 'text', text: 'b' },
		],
		'ab',
	],
	[[{ type: 'refusal', text: 'a' }], 'a'],
	[null, ''],
])('thoughts of %j are "%s"', (thoughts, text) => {
	expect(readReasoning(thoughts)).toBe(text);
});

test.each<[unknown, string | null]>([
	['stop', 'stop'],
	[1, '1'],
	[0, null],
	[true, 'true'],
	[false, null],
	['', null],
	['  ', null],
	['NULL', null],
	['none', null],
	['undefined', null],
	['nullx', 'nullx'],
	['xnull', 'xnull'],
	['x'.repeat(200), 'x'.repeat(200)],
	['x'.repeat(201), null],
	[['', 'stop'], 'stop'],
	[{ a: null, b: { c: 'stop' } }, 'stop'],
	[[[[[['stop']]]]], null],
	[[[[['stop']]]], 'stop'],
	[undefined, null],
])('the finish reason %j is %j', (word, wanted) => {
	expect(endingWord(word)).toBe(wanted);
});

test('of all endings only two fail an answer that has a text', () => {
	const all: Ending[] = ['finished', 'called', 'cut', 'withheld', 'broken', 'unknown', 'open'];
	const failed = all.filter((ending) => assessed(answer({ ending })).failure !== undefined);
	expect(failed).toEqual(['withheld', 'broken']);
});
