import type { Answer, Want } from '../../support/wire/case';
import { bytes, events, json, lines, then, usage, type Row } from './build';
import { chunks, done, ending, first, hello, piece, says } from './chatBodies';

/** A stream that says it is over although no choice has said why. */
const overWithoutReason: Answer = chunks(first, piece('Hel'), done);

const refused = (message: string, to?: Answer['to'], status = 400): Answer => ({
	...json({ error: { message, type: 'invalid_request_error', code: 'invalid_parameter' } }, status),
	...(to === undefined ? {} : { to }),
});

const items = (count: number): Array<{ item: number }> =>
	Array.from({ length: count }, (_, item) => ({ item }));
const several = (count: number, more: object = {}): object => ({
	items: items(count),
	throughput: { maxConcurrency: 1 },
	...more,
});

const streams = { stream: true };

const plain = { stream: undefined };

const hi: Want = { output: 'success', text: 'Hello' };

const accidents: readonly Row[] = [
	then('[DONE] without a finish_reason once', [overWithoutReason, hello], {
		...hi,
		requests: 2,
		sent: [streams, streams],
	}),
	then(
		'[DONE] without a finish_reason once, a good answer before it',
		[hello, overWithoutReason, hello],
		{ requests: 3, sent: [streams, streams, streams], items: [hi, hi] },
		several(2),
	),
	...[
		['unexpected end of stream', 500],
		['stream ended unexpectedly: unexpected EOF', 500],
		['failed to read the upstream stream', 502],
		['unsupported frame in the stream of a worker', 503],
	].map(([message, status]) =>
		then(
			`${status} "${message}" once`,
			[refused(String(message), undefined, Number(status)), hello],
			{ requests: 4, sent: [streams, streams, streams, streams], items: [hi, hi, hi] },
			several(3),
		),
	),
	then(
		'a failure about a stream inside a stream, once',
		[chunks(first, { error: { message: 'unexpected end of stream', code: 500 } }), hello],
		{ requests: 3, sent: [streams, streams, streams], items: [hi, hi] },
		several(2),
	),
	then(
		'a cut connection, then a good stream',
		[bytes([lines([first, piece('Hel')])], 'text/event-stream', { ends: 'reset' }), hello],
		{ requests: 3, sent: [streams, streams, streams], items: [hi, hi] },
		several(2),
	),
];

/** A model that only streams: a whole answer is refused, whatever went before. */
const onlyStreams: readonly Row[] = [
	then(
		'one stream without a finish_reason',
		[
			{ ...overWithoutReason, to: 'streams' },
			{ ...hello, to: 'streams' },
			refused('This model only support stream mode, please enable the stream parameter', 'whole'),
		],
		{ ...hi, requests: 2, sent: [streams, streams] },
	),
	then(
		'a 500 about a stream first',
		[
			{ ...refused('unexpected end of stream', 'streams', 500) },
			{ ...hello, to: 'streams' },
			refused('parameter.enable_thinking must be set to false for non-streaming calls', 'whole'),
		],
		{ requests: 3, sent: [streams, streams, streams], items: [hi, hi] },
		several(2),
	),
	...[
		'This model only support stream mode, please enable the stream parameter',
		'parameter.enable_thinking must be set to false for non-streaming calls',
		'Stream must be set to true',
	].map((message) =>
		then(
			`Stream is off, and the gateway says: ${message}`,
			[{ ...hello, to: 'streams' }, refused(message, 'whole')],
			{ ...hi, requests: 2, sent: [plain, streams] },
			{ stream: false },
		),
	),
];

const ways: readonly Row[] = [
	then(
		'a gateway that never sends a finish_reason: known after two, with a hint',
		[events([first, piece('Hel'), piece('lo'), done])],
		{ atMostRequests: 4, hint: true, sent: [streams, streams, streams], items: [hi, hi] },
		several(2),
	),
	then(
		'where one answer had a finish_reason, a missing one is never the way',
		[hello, overWithoutReason],
		{
			requests: 6,
			sent: Array(6).fill(streams),
			items: [hi, { output: 'failure', kind: ['malformed', 'server', 'network'], text: 'Hel' }],
		},
		several(2),
	),
	then(
		'streams are refused in words: whole answers',
		[
			refused('This model does not support streaming.', 'streams'),
			{ ...says('Hello'), to: 'whole' },
		],
		{ ...hi, requests: 2, sent: [streams, plain], hint: true },
	),
	then(
		'streams are refused by one channel, whole answers by the next',
		[
			refused('stream is not supported by this channel', 'streams'),
			{ ...says('Hello'), to: 'whole' },
			refused('This model only support stream mode', 'whole'),
			{ ...hello, to: 'streams' },
		],
		{ requests: 4, sent: [streams, plain, plain, streams], items: [hi, hi] },
		several(2),
	),
	then(
		'max_tokens is refused by one channel, max_completion_tokens by the next',
		[
			refused("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
			hello,
			refused("Unrecognized request argument supplied: 'max_completion_tokens'"),
			hello,
		],
		{
			requests: 4,
			sent: [
				{ max_tokens: 2048 },
				{ max_completion_tokens: 2048, max_tokens: undefined },
				{ max_completion_tokens: 2048 },
				{ max_tokens: 2048, max_completion_tokens: undefined },
			],
			items: [hi, hi],
		},
		several(2),
	),
	...[
		// Claude 4.1 and later, at Anthropic, Bedrock and Vertex
		'`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
		'The model returned the following errors: `temperature` and `top_p` cannot both be specified for this model.',
		'You can only set one of temperature or top_p, not both',
		'top_p and temperature are mutually exclusive',
		'temperature 和 top_p 不能同时设置',
	].map((message) =>
		then(
			`Top P goes where a model takes it or a temperature: ${message}`,
			[refused(message), hello],
			{
				...hi,
				requests: 2,
				sent: [
					{ temperature: 0.2, top_p: 0.9 },
					{ temperature: 0.2, top_p: undefined },
				],
				hint: true,
			},
			{ options: { temperature: 0.2, topP: 0.9 } },
		),
	),
	...[
		// Claude while it thinks, at Anthropic, Bedrock and OpenRouter; Kimi; o-series
		[
			'temperature',
			'`temperature` may only be set to 1 when thinking is enabled. Please consult our documentation.',
		],
		['temperature', 'messages: `temperature` must be unset when thinking is on'],
		['temperature', 'invalid temperature: only 1 is allowed for this model'],
		['top_p', '`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled.'],
		['top_p', "Unsupported parameter: 'top_p' is not supported with this model."],
		['top_k', '`top_k` must be unset when thinking is enabled.'],
	].map(([member, message]) =>
		then(
			`${member} is left out where a model takes only its default: ${message}`,
			[refused(String(message)), hello],
			{
				...hi,
				requests: 2,
				sent: [{ [String(member)]: 0.5 }, { [String(member)]: undefined, n: 1 }],
				hint: 'the node leaves it out',
			},
			{ options: { n: 1, extraBody: JSON.stringify({ [String(member)]: 0.5 }) } },
		),
	),
	then(
		'streams without usage: at most two answers of a first wave go without',
		[
			{ ...chunks(piece('Hello'), ending(), done), to: 'streams', delay: 40 },
			{ ...says('Hello', 'stop', { usage }), to: 'whole', delay: 40 },
		],
		{ requests: 8, withoutUsage: 2, items: Array(8).fill(hi) },
		{ items: items(8), throughput: { maxConcurrency: 4 } },
	),
];

/** One accident is no proof, and every adaptation has its way back. */
export const adaptations: readonly Row[] = [...accidents, ...onlyStreams, ...ways];
