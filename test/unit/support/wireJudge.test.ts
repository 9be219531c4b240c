import type { Outcome, Want } from '../../support/wire/case';
import { mismatches } from '../../support/wire/judge';

const usage = { total_tokens: 3 };
const call = { id: 'c1', function: { name: 'get', arguments: { a: 1 } } };
const message = { role: 'assistant', content: 'Hi', tool_calls: [call] };
const good: Outcome = {
	requests: [{ path: '/v1/chat/completions', body: { stream: true }, after: 0 }],
	items: [
		{
			json: { text: 'Hi', message, usage, truncated: false, request: { attempts: 1 } },
			files: { image: 7 },
		},
	],
	hints: ['Mind the gap.'],
	status: 'success',
};
const bad: Outcome = {
	...good,
	items: [
		{
			json: {
				error: { kind: 'quota', text: 'Ha', attempts: 1, description: 'Top up.' },
				message: 'The wallet is empty [Item 0]',
			},
			files: {},
		},
	],
	hints: [],
};

test('nothing is wrong with an outcome that is as wanted', () => {
	const want: Want = {
		requests: 1,
		atMostRequests: 1,
		sent: [{ stream: true, model: undefined }],
		hint: 'gap',
		output: 'success',
		text: 'Hi',
		reasoning: null,
		usage,
		truncated: false,
		calls: [['get', { a: 1 }]],
		ids: ['c1'],
		message: { content: 'Hi' },
		files: { image: 7 },
	};
	expect(mismatches(want, good)).toEqual([]);
	const failure = {
		output: 'failure',
		kind: ['auth', 'quota'],
		words: 'wallet',
		text: 'Ha',
	} as const;
	expect(mismatches({ ...failure, advice: 'TOP', hint: false, usage: null }, bad)).toEqual([]);
});

test.each<[Want, Outcome, string]>([
	[{ requests: 2 }, good, 'requests: 1, wanted 2'],
	[{ atMostRequests: 0 }, good, 'requests: 1, wanted 0 at most'],
	[{ sent: [{ stream: undefined }] }, good, 'request 1.stream: true, wanted none'],
	[{ sent: [{}, {}] }, good, 'request 2: nothing, wanted {}'],
	[{ waits: 5 }, good, 'time: 0 ms, wanted 5 at least'],
	[{ within: -1 }, good, 'time: 0 ms, wanted -1 at most'],
	[{ hint: true }, bad, 'hint: none, wanted one'],
	[{ hint: false }, good, 'hint: "Mind the gap.", wanted none'],
	[{ hint: 'step' }, good, 'hint: ["Mind the gap."], wanted "step" in one'],
	[{ withoutUsage: 0 }, bad, 'items without usage: 1, wanted 0 at most'],
	[{ items: [{}, {}] }, good, 'items: 1, wanted 2'],
	[{ output: 'failure' }, good, 'output: "success", wanted "failure"'],
	[{ text: 'Ho' }, good, 'text: "Hi", wanted "Ho"'],
	[{ text: 'Half' }, bad, 'text: "Ha", wanted "Half"'],
	[{ reasoning: 'hm' }, good, 'reasoning: null, wanted "hm"'],
	[{ usage: null }, good, 'usage: {"total_tokens":3}, wanted null'],
	[{ usage: { total_tokens: 4 } }, good, 'usage: {"total_tokens":3}, wanted {"total_tokens":4}'],
	[{ usage: true }, bad, 'usage: null, wanted any'],
	[{ kind: 'auth' }, bad, 'kind: "quota", wanted auth'],
	[{ words: 'purse' }, bad, 'words: "The wallet is empty [Item 0]", wanted "purse" in them'],
	[{ notWords: 'empty' }, bad, 'words: "The wallet is empty [Item 0]", wanted no "empty" in them'],
	[{ letters: 3 }, bad, 'words: 28 letters, wanted 3 at most'],
	[{ advice: 'shorten' }, bad, 'advice: "Top up.", wanted "shorten" in it'],
	[{ calls: [] }, good, 'calls: [["get",{"a":1}]], wanted []'],
	[{ ids: ['c2'] }, good, 'ids: ["c1"], wanted ["c2"]'],
	[{ truncated: true }, good, 'truncated: false, wanted true'],
	[{ message: { role: 'user' } }, good, 'message.role: "assistant", wanted "user"'],
	[{ message: { tool_calls: [] } }, good, 'length of message.tool_calls: 1, wanted 0'],
	[{ json: { text: 'Ho' } }, good, 'json.text: "Hi", wanted "Ho"'],
	[{ files: {} }, good, 'files: {"image":7}, wanted {}'],
	[{}, { ...good, status: 'canceled' }, 'run: canceled, wanted success'],
	[{}, { ...good, requests: [] }, 'attempts: 1, wanted 0'],
])('what is not as wanted is said in a sentence: %j', (want, outcome, sentence) => {
	expect(mismatches(want, outcome)).toEqual([sentence]);
});

test('a failed item with a further member is one, and of several items each is named', () => {
	const [item] = bad.items;
	const extra = { ...bad, items: [{ ...item!, json: { ...item!.json, text: 'Hi' } }] };
	expect(mismatches({}, extra)).toEqual([
		'failed item: ["error","message","text"], wanted ["error","message"]',
	]);
	const two = { ...good, items: [...good.items, ...bad.items] };
	expect(mismatches({ items: [{ text: 'Hi' }, { text: 'Ho' }] }, two)).toEqual([
		'item 1: text: "Ha", wanted "Ho"',
	]);
});
