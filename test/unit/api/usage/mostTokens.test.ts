import type { JsonObject } from '../../../../nodes/api/json';
import type { Request } from '../../../../nodes/api/call';
import { countTokens } from '../../../../nodes/api/usage/countTokens';
import { failure } from '../../../../nodes/api/failure';
import {
	mostTokensOf,
	mostTokensOfAny,
	mostTokensOfPrompt,
	mostTokensOfSpeech,
} from '../../../../nodes/api/usage/mostTokens';
import { nothing, spentOn, unknown } from '../../../../nodes/delivery/budget/spent';

const post = (body: JsonObject): Request => ({ method: 'POST', path: '/v1', body });
const user = (content: unknown) => ({ role: 'user', content });
const base64 = (bytes: number) => 'A'.repeat(Math.ceil(bytes / 3) * 4);

test.each<[string, JsonObject, number]>([
	['a text counts its bytes, and 16 for its message', { messages: [user('Hello')] }, 21],
	['of Chinese as well', { messages: [user('你好')] }, 22],
	['every message has its 16', { messages: [user('Hello'), user('Hello')] }, 42],
	[
		'settings count nothing',
		{ model: 'gpt', temperature: 0.2, n: 2, user: 'u', stop: ['END'], messages: [user('Hello')] },
		21,
	],
	[
		'nor do words for how to think and answer',
		{ reasoning_effort: 'low', verbosity: 'low', messages: [user('Hello')] },
		21,
	],
	['text parts count as text', { messages: [user([{ type: 'text', text: 'Hello' }])] }, 21],
	[
		'a system text of Claude counts as a message',
		{ system: 'Be brief.', messages: [user('Hi')] },
		43,
	],
	['texts of embeddings', { input: ['a', 'bc'] }, 35],
	[
		'a schema counts as JSON',
		{ messages: [user('Hi')], response_format: { type: 'json_object' } },
		18 + 22,
	],
	[
		'a picture',
		{ messages: [user([{ type: 'image_url', image_url: { url: 'https://a.test/b.png' } }])] },
		2_016,
	],
	[
		'a picture inside, whatever its size',
		{
			messages: [
				user([{ type: 'image_url', image_url: { url: `data:image/png;base64,${base64(1e6)}` } }]),
			],
		},
		2_016,
	],
	[
		'a picture of Claude',
		{
			messages: [
				user([
					{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: base64(1e6) } },
				]),
			],
		},
		2_016,
	],
	[
		'a picture of Responses',
		{
			input: [
				{ role: 'user', content: [{ type: 'input_image', image_url: 'https://a.test/b.png' }] },
			],
		},
		2_016,
	],
	[
		'a picture of Gemini',
		{ contents: [{ parts: [{ inlineData: { mimeType: 'image/png', data: base64(1e6) } }] }] },
		2_016 + 16,
	],
	[
		'a small sound',
		{
			messages: [
				user([{ type: 'input_audio', input_audio: { data: base64(300), format: 'mp3' } }]),
			],
		},
		2_016,
	],
	[
		'a sound of 3.2 MB',
		{
			messages: [
				user([{ type: 'input_audio', input_audio: { data: base64(3_200_001), format: 'mp3' } }]),
			],
		},
		100_001 + 16,
	],
	[
		'a document',
		{
			messages: [
				user([
					{
						type: 'file',
						file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${base64(96_000)}` },
					},
				]),
			],
		},
		3_001 + 16,
	],
	[
		'a document of Claude that is text',
		{
			messages: [
				user([
					{
						type: 'document',
						source: { type: 'text', media_type: 'text/plain', data: 'x'.repeat(9_000) },
					},
				]),
			],
		},
		9_016,
	],
	[
		'words under the name of a picture',
		{
			messages: [
				{
					role: 'assistant',
					content: null,
					tool_calls: [{ function: { name: 'f', arguments: '{"image":"a cat"}' } }],
				},
			],
		},
		16 + 1 + 17,
	],
])('the most of the prompt: %s', (_what, body, tokens) => {
	const { prompt } = mostTokensOf(post(body));
	// What a file is estimated at may differ by its padding.
	expect(Math.abs(prompt - tokens)).toBeLessThanOrEqual(tokens > 2_000 ? 20 : 0);
});

test('tools count with their definitions, and what a gateway tells the model of them', () => {
	const tool = { type: 'function', function: { name: 'weather', parameters: { type: 'object' } } };
	const { prompt } = mostTokensOf(post({ messages: [user('Hi')], tools: [tool] }));
	expect(prompt).toBe(18 + JSON.stringify([tool]).length + 1_000);
});

test('the pages of a PDF count where its bytes would tell too little', () => {
	const bytes = Buffer.from(`%PDF-1.4\n<< /Type /Pages >>\n${'<</Type/Page>>\n'.repeat(5)}`);
	const file = { file_data: `data:application/pdf;base64,${bytes.toString('base64')}` };
	const { prompt, hasFiles } = mostTokensOf(post({ messages: [user([{ type: 'file', file }])] }));
	expect([prompt, hasFiles]).toEqual([16 + 5 * 3_000, true]);
});

test('a text file of a form counts its bytes, a sound a token for 32, a picture 2,000', () => {
	const file = (mimeType: string, size: number) => ({
		name: 'file',
		value: { bytes: new Uint8Array(size), mimeType, fileName: 'a' },
	});
	const most = (mimeType: string, size: number) =>
		mostTokensOf({ method: 'POST', path: '/v1', form: [file(mimeType, size)] }).prompt;
	expect(most('text/plain', 9_000)).toBe(9_000);
	expect(most('audio/mpeg', 320_000)).toBe(10_000);
	expect(most('image/png', 320_000)).toBe(2_000);
});

test.each<[JsonObject, number | undefined, number | undefined]>([
	[{ max_tokens: 90 }, 90, undefined],
	[{ max_completion_tokens: 90 }, 90, undefined],
	[{ max_output_tokens: '90' }, 90, undefined],
	[{ max_tokens_to_sample: 90 }, 90, undefined],
	[{ generationConfig: { maxOutputTokens: 90, candidateCount: 2 } }, 180, 2],
	[{ options: { num_predict: 90 } }, 90, undefined],
	// Gateways differ in which one they heed.
	[{ max_tokens: 90, max_completion_tokens: 500 }, 500, undefined],
	[{ max_tokens: 90, n: 3 }, 270, 3],
	[{ max_tokens: 90, n: 1, best_of: 4 }, 360, 4],
	[{ max_tokens: 90, prompt: ['a', 'b'] }, 180, 2],
	[{ max_tokens: 0 }, undefined, undefined],
	[{ max_tokens: -1 }, undefined, undefined],
	[{ max_tokens: null, n: 2 }, undefined, 2],
	[{}, undefined, undefined],
])('the most of the answer to %j', (body, answer, answers) => {
	expect(mostTokensOf(post(body))).toMatchObject({
		...(answer === undefined ? {} : { answer }),
		...(answers === undefined ? {} : { answers }),
	});
	expect(mostTokensOf(post(body)).answer).toBe(answer);
});

test('vectors have no tokens, sounds more with their text, and any route is known by its name', () => {
	expect(mostTokensOfPrompt(post({ input: ['a'] }))).toEqual({ prompt: 17, answer: 0 });
	expect(mostTokensOfSpeech(post({ input: 'Hello' })).answer).toBe(1_168);
	const json = '{"query":"a","documents":["b"]}';
	const any = (path: string) => mostTokensOfAny({ method: 'POST', path, json });
	expect(any('/v1/rerank')).toEqual({ prompt: 34, answer: 0 });
	expect(any('/v1/other').answer).toBeUndefined();
});

test.each<[unknown, ReturnType<typeof countTokens>]>([
	[
		{ prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
		{ tokens: 7, isWhole: true },
	],
	[
		{ prompt_tokens: '3', completion_tokens: '4' },
		{ tokens: 7, isWhole: true },
	],
	[{ total_tokens: 7 }, { tokens: 7, isWhole: true }],
	[
		{ prompt_tokens: 3, completion_tokens: 4, total_tokens: 90 },
		{ tokens: 90, isWhole: true },
	],
	[
		{
			input_tokens: 3,
			output_tokens: 4,
			cache_read_input_tokens: 50,
			cache_creation_input_tokens: 20,
		},
		{ tokens: 77, isWhole: true },
	],
	// LiteLLM: they are in prompt_tokens.
	[
		{ prompt_tokens: 60, completion_tokens: 4, cache_read_input_tokens: 50 },
		{ tokens: 64, isWhole: true },
	],
	[{ prompt_tokens: 3 }, { tokens: 3, isWhole: false }],
	[{ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }, undefined],
	[{ prompt_tokens: -3, completion_tokens: 'x' }, undefined],
	[{ seconds: 3 }, undefined],
	[null, undefined],
])('usage %j counts as %j', (usage, counted) => {
	expect(countTokens(usage)).toEqual(counted);
});

describe('an attempt counts', () => {
	const whole = { status: 200, isStream: false, isComplete: false };
	const cut = { status: 200, isStream: true, isComplete: false };
	const usage = { prompt_tokens: 3, completion_tokens: 4 };

	test.each(['server', 'badRequest', 'rateLimit', 'auth', 'timeout', 'network'] as const)(
		'nothing after a refusal by status, here %s',
		(kind) => {
			const refused = { failure: failure(kind, { status: 502 }) };
			expect(spentOn(refused, { ...whole, status: 502 })).toEqual(nothing);
		},
	);
	test.each(['local', 'connecting'] as const)('nothing when it never arrived: %s', (phase) => {
		expect(spentOn({ failure: failure('network', { phase }) })).toEqual(nothing);
	});
	test('nothing after a refusal in words under status 200', () => {
		expect(spentOn({ failure: failure('quota', { status: 200 }) }, cut)).toEqual(nothing);
	});
	test('as much as was set aside when it vanished, or had begun', () => {
		const reset = { failure: failure('network', { code: 'ECONNRESET', phase: 'sent' }) };
		expect([spentOn(reset), spentOn(reset, cut)]).toEqual([unknown, unknown]);
		const begun = { failure: failure('rateLimit', { status: 200, text: 'So' }) };
		expect(spentOn(begun, cut)).toEqual(unknown);
	});
	test('its usage when it came whole and was no good', () => {
		const bad = { failure: failure('malformed', { status: 200, usage }) };
		expect(spentOn(bad, whole)).toMatchObject({ tokens: 7, isAll: true });
		expect(spentOn(bad, { ...cut, isComplete: true })).toMatchObject({ tokens: 7, isAll: true });
	});
	test('at least the usage told before it was cut', () => {
		const bad = { failure: failure('malformed', { status: 200, usage }) };
		expect(spentOn(bad, cut)).toMatchObject({ tokens: 7, isAll: false });
	});
});
