import { usageParts } from '../../../../nodes/api/prices/usageParts';

const none = {
	input: 0,
	cached: 0,
	cacheWritten: 0,
	images: 0,
	sound: 0,
	unsplit: 0,
	output: 0,
	spoken: 0,
};

test.each<[string, object, object]>([
	[
		'OpenAI',
		{ prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
		{ input: 10, output: 5 },
	],
	[
		'OpenAI with a cache, sound and thoughts, which are in its completion',
		{
			prompt_tokens: 100,
			completion_tokens: 50,
			total_tokens: 150,
			prompt_tokens_details: { cached_tokens: 60, audio_tokens: 10 },
			completion_tokens_details: { reasoning_tokens: 30, audio_tokens: 5 },
		},
		{ input: 30, cached: 60, sound: 10, output: 45, spoken: 5 },
	],
	[
		'Claude, whose cache is beside its input',
		{
			input_tokens: 10,
			output_tokens: 5,
			cache_read_input_tokens: 100,
			cache_creation_input_tokens: 20,
		},
		{ input: 10, cached: 100, cacheWritten: 20, output: 5 },
	],
	[
		'Responses',
		{
			input_tokens: 75,
			input_tokens_details: { cached_tokens: 64 },
			output_tokens: 30,
			output_tokens_details: { reasoning_tokens: 20 },
			total_tokens: 105,
		},
		{ input: 11, cached: 64, output: 30 },
	],
	[
		'xAI and Gemini, whose thoughts are in the total only',
		{
			prompt_tokens: 10,
			completion_tokens: 5,
			completion_tokens_details: { reasoning_tokens: 100 },
			total_tokens: 115,
		},
		{ input: 10, output: 105 },
	],
	[
		"Gemini's own names",
		{
			promptTokenCount: 10,
			candidatesTokenCount: 5,
			totalTokenCount: 22,
			cachedContentTokenCount: 4,
		},
		{ input: 6, cached: 4, output: 12 },
	],
	[
		'DeepSeek',
		{ prompt_tokens: 10, prompt_cache_hit_tokens: 8, completion_tokens: 1 },
		{ input: 2, cached: 8, output: 1 },
	],
	['numbers as text', { prompt_tokens: '10', completion_tokens: '5' }, { input: 10, output: 5 }],
	['embeddings', { prompt_tokens: 8, total_tokens: 8 }, { input: 8 }],
	['only a total', { total_tokens: 8 }, { unsplit: 8 }],
	[
		'more in the cache than was sent',
		{ prompt_tokens: 10, prompt_tokens_details: { cached_tokens: 20 }, completion_tokens: 1 },
		{ cached: 20, output: 1 },
	],
])('%s', (_dialect, usage, parts) => {
	expect(usageParts(usage)).toEqual({ ...none, ...parts });
});

test.each<[unknown]>([[null], [{}], [{ prompt_tokens: 0, completion_tokens: 0 }], ['10'], [[]]])(
	'%p tells nothing',
	(usage) => {
		expect(usageParts(usage)).toBeUndefined();
	},
);
