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
import { pdfPages } from '../../../../nodes/api/usage/pdfPages';
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

test.each([
	...[
		'model',
		'user',
		'safety_identifier',
		'prompt_cache_key',
		'metadata',
		'store',
		'service_tier',
	],
	...['stream', 'stream_options', 'logit_bias', 'stop', 'stop_sequences', 'reasoning_effort'],
	...['verbosity', 'encoding_format', 'size', 'quality', 'style', 'modalities', 'voice'],
	'response_format',
])('the setting %s counts nothing', (name) => {
	expect(mostTokensOf(post({ [name]: 'anything' })).prompt).toBe(0);
	const form = [{ name, value: 'anything' }];
	expect(mostTokensOf({ method: 'POST', path: '/v1', form }).prompt).toBe(0);
});

test.each(['messages', 'input', 'contents', 'prompt', 'texts', 'documents'])(
	'every text in %s counts as a message',
	(name) => {
		expect(mostTokensOf(post({ [name]: ['a', 'b', 17] })).prompt).toBe(2 * 17 + 2);
	},
);

test.each(['tools', 'functions', 'response_format', 'text', 'format', 'guided_json'])(
	'a definition in %s counts as JSON',
	(name) => {
		const told = name === 'tools' || name === 'functions' ? 1_000 : 0;
		expect(mostTokensOf(post({ [name]: { abc: 1 } })).prompt).toBe(9 + told);
		expect(mostTokensOf(post({ [name]: {} })).prompt).toBe(2);
		expect(mostTokensOf(post({ [name]: null })).prompt).toBe(0);
	},
);

test.each<[string, unknown, number]>([
	['a text of another name', 'abc', 16 + 3],
	['a number', 17, 0],
	['nothing', null, 0],
	['an object of another name', { abc: 'x' }, 16 + 6 + 3 + 1],
	['a list in it', [['ab', 'c'], { abc: 1 }], 3 + 2 * 3 + 3 + 9 + 1],
])('the most of the prompt, elsewhere: %s', (_what, value, tokens) => {
	expect(mostTokensOf(post({ other: value })).prompt).toBe(tokens);
});

test.each([
	...['role', 'type', 'content', 'text', 'parts', 'name', 'id', 'source', 'title', 'context'],
	...['tool_calls', 'tool_call_id', 'tool_use_id', 'function', 'arguments', 'input', 'output'],
	...['reasoning', 'reasoning_content', 'thinking', 'signature', 'refusal'],
])('the name %s is one that every message may have', (name) => {
	const { prompt } = mostTokensOf(post({ messages: [{ [name]: 'abc' }] }));
	expect(prompt).toBe(16 + (name === 'role' || name === 'type' ? 0 : 3));
});

test.each(['cache_control', 'detail', 'media_type', 'mimeType'])(
	'what %s holds is not read by a model',
	(name) => {
		const { prompt } = mostTokensOf(post({ messages: [{ [name]: 'abc' }] }));
		expect(prompt).toBe(16 + 6 + name.length);
	},
);

/** What a request counts for one part of its message, beyond the message. */
const part = (value: unknown) => mostTokensOf(post({ messages: [user([value])] })).prompt - 16;
const dataOf = (type: string, bytes: number) => `data:${type};base64,${base64(bytes)}`;

test.each<[string, unknown, number]>([
	['an image by its type', { type: 'image', image: 'x' }, 2_000],
	['an image URL by its type', { type: 'image_url', url: 'x' }, 2_000],
	['images by their type', { type: 'images', url: 'x' }, 2_000],
	['an image by its name and address', { image_url: 'http://a.test/b' }, 2_000 + 15],
	['an image by its name and content', { image: base64(192) }, 2_000 + 11],
	['an image by its name and URL', { image: { url: 'x' } }, 2_000 + 11],
	['an image by its name and data', { image: { data: 'x' } }, 2_000 + 11],
	['an image by its name and ID', { image: { file_id: 'x' } }, 2_000 + 11],
	['an image by its name and source', { image: { source: 'x' } }, 2_000 + 11],
	['an image by its name and address of its own', { image: { image_url: 'x' } }, 2_000 + 11],
	['a file by its name and data', { file: { file_data: 'x' } }, 2_000 + 10],
	['a file by its name and URL', { files: { file_url: 'x' } }, 2_000 + 11],
	['a file by its name and URI', { file_data: { fileUri: 'x' } }, 2_000 + 15],
	['a sound', { input_audio: { data: base64(96_000) } }, 3_000 + 17],
	['a film', { type: 'video_url', video_url: { url: 'https://a.test/b' } }, 2_000],
	['films', { video_urls: { url: 'https://a.test/b' } }, 2_000 + 16],
	['inline data', { inline_data: { mime_type: 'audio/mpeg', data: base64(96_000) } }, 3_000 + 17],
	[
		'inline data that is an image',
		{ inlineData: { mimeType: 'image/png', data: 'x' } },
		2_000 + 16,
	],
	['a document by its type', { type: 'document', source: { data: base64(96_000) } }, 3_000],
	['a PDF by its name', { pdf: base64(96_000) }, 3_000 + 9],
	[
		'a picture in a file',
		{ type: 'file', file: { file_data: dataOf('image/png', 96_000) } },
		2_000,
	],
	['a text in a file', { type: 'file', file: { file_data: dataOf('text/plain', 9_000) } }, 9_017],
	[
		'JSON in a file',
		{ type: 'file', file: { file_data: dataOf('application/json', 9_000) } },
		9_022,
	],
	['a text elsewhere', { type: 'file', mime: 'text/plain', url: 'https://a.test/b' }, 2_000],
	[
		'blocks in a document of Claude',
		{ type: 'document', source: { type: 'content', content: [{ type: 'text', text: 'abc' }] } },
		3,
	],
	['an image with nothing in it', { type: 'image', image: null }, 2_000],
])('the most of a part: %s', (_what, value, tokens) => {
	// What a file is estimated at may differ by its padding.
	expect(Math.abs(part(value) - tokens)).toBeLessThanOrEqual(tokens > 2_100 ? 20 : 0);
});

test.each<[string, unknown, number]>([
	['words under the name of one', { image: 'a cat' }, 6 + 5 + 5],
	['a short text that could be base64', { image: 'A'.repeat(255) }, 6 + 5 + 255],
	['a long text that begins with a space', { image: ` ${'A'.repeat(300)}` }, 6 + 5 + 301],
	[
		'a long text with a space in it',
		{ image: `${'A'.repeat(200)} ${'A'.repeat(99)}` },
		6 + 5 + 300,
	],
	['an address within words', { image: 'see https://a.test/b' }, 6 + 5 + 20],
	['a number under the name of one', { image: 17 }, 6 + 5 + 2],
	['an object that has nothing of one', { image: { size: 'x' } }, 6 + 5 + 6 + 4 + 1],
	['a name that only begins like one', { image_urlx: { url: 'x' } }, 6 + 10 + 6 + 3 + 1],
	['a name that only ends like one', { my_image: { url: 'x' } }, 6 + 8 + 6 + 3 + 1],
	['a name that only begins like a file', { filename: { url: 'x' } }, 6 + 8 + 6 + 3 + 1],
	['a name that only ends like a file', { my_file: { url: 'x' } }, 6 + 7 + 6 + 3 + 1],
	['a name that only ends like inline data', { my_inline_data: { url: 'x' } }, 6 + 14 + 9 + 1],
])('what is no file counts as text: %s', (_what, value, tokens) => {
	expect(part(value)).toBe(tokens);
});

test('a form counts its texts, and the answers that it asks for', () => {
	const form = (fields: { [name: string]: string }) =>
		mostTokensOf({
			method: 'POST',
			path: '/v1',
			form: Object.entries(fields).map(([name, value]) => ({ name, value })),
		});
	expect(form({ prompt: 'Hello' })).toEqual({ prompt: 21 });
	expect(form({ prompt: 'Hello', n: '3' })).toEqual({ prompt: 21, answers: 3 });
	expect(form({ prompt: 'Hello', n: 'x' })).toEqual({ prompt: 21 });
	expect(form({ prompt: 'Hello', n: '0' })).toEqual({ prompt: 21 });
});

test('JSON that is no object is a prompt, and what is none counts nothing', () => {
	const json = (text: string) => mostTokensOf({ method: 'POST', path: '/v1', json: text });
	expect(json('"Hello"')).toEqual({ prompt: 21 });
	expect(json('["a","b"]')).toEqual({ prompt: 34, answers: 2 });
	expect(mostTokensOf({ method: 'GET', path: '/v1' })).toEqual({ prompt: 0 });
	expect(mostTokensOfAny({ method: 'GET', url: 'https://a.test/embed' })).toEqual({ prompt: 0 });
});

test('a list of numbers is one prompt, as tokens', () => {
	expect(mostTokensOf(post({ prompt: [1, 2, 3] })).answers).toBeUndefined();
});

test.each([
	['as it stands', (content: string) => content],
	['as data', (content: string) => `data:application/pdf;base64,${content}`],
])('pages of a PDF are told apart %s', (_how, written) => {
	const pdf = (text: string) => pdfPages(written(Buffer.from(text).toString('base64')));
	expect(pdf('%PDF-1.4\n/Type /Page\n/Type/Page\n/Type /Pages')).toBe(2);
	expect(pdf('%PDF-1.4')).toBe(0);
	expect(pdf('a text /Type /Page')).toBe(0);
	expect(pdf(`${'x'.repeat(300)}%PDF-1.4 /Type /Page`)).toBe(0);
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
	[{ parameters: { max_new_tokens: 90 } }, 90, undefined],
	[{ generation_config: { max_output_tokens: 90 } }, 90, undefined],
	[{ max_tokens: 90, num_images: 2 }, 180, 2],
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
	[
		{ prompt_tokens: 3, input_tokens: 3, output_tokens: 4, cache_read_input_tokens: 50 },
		{ tokens: 7, isWhole: true },
	],
	[
		{ cache_read_input_tokens: 50, completion_tokens: 4 },
		{ tokens: 4, isWhole: false },
	],
	[{ prompt_tokens: 3 }, { tokens: 3, isWhole: false }],
	[
		{ prompt_tokens: 0, completion_tokens: 4 },
		{ tokens: 4, isWhole: false },
	],
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
