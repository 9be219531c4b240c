import type { JsonObject } from '../../../../nodes/api/json';
import { estimateRequest, estimateTokens } from '../../../../nodes/api/usage/estimate';
import {
	addUsage,
	isUsage,
	laterUsage,
	tokenCount,
	tokensOf,
	usageIn,
} from '../../../../nodes/api/usage/usage';

test.each<[JsonObject | null, number, number]>([
	[{ prompt_tokens: 3, completion_tokens: 4 }, 3, 4],
	[{ input_tokens: 3, output_tokens: 4 }, 3, 4],
	[{ promptTokenCount: 3, candidatesTokenCount: 4 }, 3, 4],
	[{ prompt_tokens: '3', completion_tokens: '4' }, 3, 4],
	[{ prompt_tokens: null, input_tokens: 3, output_tokens: 0 }, 3, 0],
	[{ prompt_tokens: 3 }, 3, 0],
	[{ prompt_tokens: 3, total_tokens: 9 }, 3, 0],
	[{ completion_tokens: 4, total_tokens: 9 }, 5, 4],
	[{ completion_tokens: 4, total_tokens: 3 }, 0, 4],
	[{ completion_tokens: 4 }, 0, 4],
	[{ total_tokens: 7 }, 7, 0],
	[{ totalTokenCount: 7 }, 7, 0],
])('usage %j has %d tokens of input and %d of output', (usage, input, output) => {
	expect(tokensOf(usage)).toEqual({ input, output });
});

test.each([[null], [7], [{}], [{ prompt_tokens: -1 }], [{ seconds: 2 }]])(
	'usage %j has no tokens',
	(usage) => {
		expect(tokensOf(usage)).toBeUndefined();
	},
);

test.each<[unknown, number | undefined]>([
	[0, 0],
	['12', 12],
	[1e12 - 1, 1e12 - 1],
	[1e12, undefined],
	[-1, undefined],
	['many', undefined],
	[null, undefined],
])('a count of %j is %j', (value, count) => {
	expect(tokenCount(value)).toBe(count);
});

const usage = { total_tokens: 7 };

test.each<[string, JsonObject]>([
	['beside the answer', { usage }],
	['in a choice', { choices: [{ usage }] }],
	['in the second choice, after one that is none', { choices: [null, { usage }] }],
	['in the piece of a choice', { choices: [{ delta: { usage } }] }],
	['in the message of a choice', { choices: [{ message: { usage } }] }],
	['in Groq’s member', { x_groq: { usage } }],
	['in a message', { message: { usage } }],
	['in an output', { output: { usage } }],
	['in data', { data: { usage } }],
	['in a result', { result: { usage } }],
	['in a response', { response: { usage } }],
	['under the name of Gemini', { usageMetadata: usage }],
	['under the name of Gemini, with an underline', { usage_metadata: usage }],
	['in the billed units of Cohere', { meta: { billed_units: usage } }],
	['in the tokens of Cohere', { meta: { tokens: usage } }],
	['as a bare total', { total_tokens: 7 }],
])('usage is found %s', (_where, body) => {
	expect(usageIn(body)).toEqual(usage);
});

test.each<[string, JsonObject]>([
	['there is none', {}],
	['it is a number', { usage: 7, meta: 7 }],
	['its total is a word', { total_tokens: 'many' }],
	[
		'it stands behind the choices that are looked at',
		{ choices: [...Array.from({ length: 5_000 }, () => ({})), { usage }] },
	],
])('usage is not known where %s', (_why, body) => {
	expect(usageIn(body)).toBeNull();
});

const numbered = (count: number, value: unknown = 1) =>
	Object.fromEntries(Array.from({ length: count }, (_, position) => [`m${position}`, value]));

test('an object of more than a thousand members is no usage', () => {
	expect([isUsage(numbered(1_000)), isUsage(numbered(1_001)), isUsage([])]).toEqual([
		true,
		false,
		false,
	]);
	expect(usageIn({ usage: numbered(1_001) })).toBeNull();
});

test.each<[string, JsonObject | null, JsonObject | null, JsonObject | null]>([
	['none before', null, { a: 1 }, { a: 1 }],
	['none after', { a: 1 }, null, { a: 1 }],
	['none at all', null, null, null],
	['nothing told before', { a: 0 }, { b: 0 }, { b: 0 }],
	['nothing told before, and none after', { a: 0 }, null, { a: 0 }],
	['nothing told after', { a: 1 }, { a: 0, b: '' }, { a: 1 }],
	['a member that is told anew', { a: 1, b: 2 }, { a: 3 }, { a: 3, b: 2 }],
	['a member that is no longer told', { a: 1 }, { a: 0, b: 2 }, { a: 1, b: 2 }],
	['a member that told nothing', { a: 1, b: 0 }, { c: 2 }, { a: 1, c: 2 }],
	['a member that never tells anything', { a: 1 }, { b: 2, c: 0 }, { a: 1, b: 2, c: 0 }],
	['a text', { a: 1, tier: '' }, { tier: 'default' }, { a: 1, tier: 'default' }],
	['members in members', { d: { x: 1, y: 2 } }, { d: { x: 3, y: 0 } }, { d: { x: 3, y: 2 } }],
	['members of zeros', { d: { x: 0 }, a: 1 }, { d: { y: 0 }, a: 2 }, { d: { y: 0 }, a: 2 }],
	['an object in place of a number', { d: 1 }, { d: { x: 2 } }, { d: { x: 2 } }],
	['zeros in place of a number', { d: 1, a: 1 }, { d: { x: 0 }, a: 2 }, { d: 1, a: 2 }],
	['a number in place of an object', { d: { x: 1 } }, { d: 2 }, { d: 2 }],
])('the later of two usages counts: %s', (_what, before, after, wanted) => {
	expect(laterUsage(before, after)).toEqual(wanted);
});

test('members that come anew with every usage end at a thousand', () => {
	expect(laterUsage(numbered(1_001), { later: 1 })).not.toHaveProperty('later');
	expect(laterUsage(numbered(1_000), { later: 1 })).toHaveProperty('later', 1);
});

test.each<[string, JsonObject | null, JsonObject | null, JsonObject | null]>([
	['numbers', { a: 1, b: 2 }, { a: 3 }, { a: 4, b: 2 }],
	['a member of one alone', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
	['members in members', { d: { x: 1 } }, { d: { x: 2, y: 3 } }, { d: { x: 3, y: 3 } }],
	['texts', { tier: 'a' }, { tier: 'b' }, { tier: 'b' }],
	['null', { a: 1 }, { a: null }, { a: 1 }],
	['a number and a text', { a: 1, b: 'x' }, { a: 'x', b: 1 }, { a: 'x', b: 1 }],
	['a number and members', { a: 1, b: { x: 1 } }, { a: { x: 1 }, b: 1 }, { a: { x: 1 }, b: 1 }],
	['one that is not known', null, { a: 1 }, null],
	['another that is not known', { a: 1 }, null, null],
])('usages are added up: %s', (_what, one, other, sum) => {
	expect(addUsage(one, other)).toEqual(sum);
});

test.each<[string, number]>([
	['', 0],
	['a', 1],
	['abcd', 1],
	['abcde', 2],
	['你好', 2],
	['你好abcd', 3],
	['안녕', 2],
])('the text "%s" is estimated at %d tokens', (text, tokens) => {
	expect(estimateTokens(text)).toBe(tokens);
});

test.each<[string, unknown, number]>([
	['a text', 'abcdefgh', 2],
	['a number', 17, 1],
	['nothing', null, 1],
	['undefined', undefined, 1],
	['a picture', 'data:image/png;base64,AAAA', 1_000],
	['a text that speaks of one', 'see data:', 3],
	['a PDF, by its size', `data:application/pdf;base64,${'A'.repeat(86_000 - 28)}`, 2_000],
	['a small file', 'data:application/pdf;base64,AAAA', 1_000],
	['a sound, which has no address', 'A'.repeat(86_000), 2_000],
	['a list', ['abcd', 'abcd', 17], 3],
	['an object', { a: 'abcd', b: 17 }, 3],
	['messages', [{ role: 'user', content: 'abcdefgh' }], 4],
])('%s that is sent is estimated by what is in it', (_what, value, tokens) => {
	expect(estimateRequest(value)).toBe(tokens);
});
