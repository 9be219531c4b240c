import { chat, on, then, good, usage, type Row } from './build';
import { says, piece, streamed, hello } from './chatBodies';
import { claudeUsage, claudeSays } from './claudeBodies';

const passedOn: readonly Row[] = [
	chat(
		'an unknown word is passed on as it came',
		says('Half', 'Quality_Review'),
		good('Half', { finish_reason: 'Quality_Review', hint: true }),
	),
	chat('no word at all in a whole answer', says('Half', null), good('Half', { truncated: false })),
];

const again: readonly Row[] = [
	then('broken off once, then good', [says('Half', 'network_error'), hello], {
		requests: 2,
		output: 'success',
		text: 'Hello',
	}),
	then('broken off once in a stream', [streamed([piece('Ha')], 'abort'), hello], {
		requests: 2,
		output: 'success',
		text: 'Hello',
		sent: [{ stream: true }, { stream: true }],
	}),
	chat('broken off: usage is kept', says('Half', 'error'), {
		output: 'failure',
		kind: 'server',
		text: 'Half',
		usage: true,
	}),
	on('claude', 'Claude broken off: usage is kept', claudeSays('Half', 'error'), {
		output: 'failure',
		kind: 'server',
		text: 'Half',
		usage: true,
	}),
	chat('withheld: usage is kept', says('Half', 'SAFETY'), {
		requests: 1,
		kind: 'contentFilter',
		text: 'Half',
		usage,
	}),
	on('claude', 'Claude withheld: usage is kept', claudeSays('Half', 'refusal'), {
		requests: 1,
		kind: 'contentFilter',
		text: 'Half',
		usage: claudeUsage,
	}),
];

const wholeText = { requests: 2, output: 'success', text: 'Half and half' } as const;

const onTruncation: readonly Row[] = [
	...['MAX_TOKENS', 'model_length'].map((word) =>
		chat(
			`On Truncation: Fail, ${word}`,
			says('Half', word),
			{ requests: 1, output: 'failure', kind: 'truncated', text: 'Half', usage },
			{ options: { onTruncation: 'error' } },
		),
	),
	on(
		'claude',
		'Claude: On Truncation: Fail, MAX_TOKENS',
		claudeSays('Half', 'MAX_TOKENS'),
		{ requests: 1, output: 'failure', kind: 'truncated', text: 'Half' },
		{ options: { onTruncation: 'error' } },
	),
	then(
		'On Truncation: Continue, max_output_tokens',
		[says('Half and', 'max_output_tokens'), says(' half')],
		wholeText,
		{ options: { onTruncation: 'continue' } },
	),
	then(
		'Translate goes on after MAX_TOKENS',
		[says('Half and', 'MAX_TOKENS'), says(' half')],
		wholeText,
		{
			operation: 'text.translate',
			parameters: {
				text: 'Halb und halb',
				targetLanguage: { __rl: true, mode: 'id', value: 'English' },
			},
		},
	),
	then(
		'Summarize goes on after model_length, streamed',
		[streamed([piece('Half and')], 'model_length'), streamed([piece(' half')])],
		wholeText,
		{ operation: 'text.summarize', parameters: { text: 'A long story.' } },
	),
];

/** What follows from an ending: passed on, asked again, kept, gone on with. */
export const afterEndings: readonly Row[] = [...passedOn, ...again, ...onTruncation];
