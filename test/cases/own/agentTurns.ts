import type { Answer } from '../../support/wire/case';
import { whole, chunk, streamed, fragment } from './chatBodies';

/** What comes with a call of a tool, and has to go back with it. */
export interface TurnCase {
	nr: string;
	title: string;
	stream: boolean;
	/** The answer with the calls. */
	answer: Answer;
	/** Members of the message of each call in the next request, in the order of the calls. */
	back: ReadonlyArray<{ [name: string]: unknown }>;
	/** Whether the next request goes to another gateway. */
	elsewhere?: boolean;
}

const called = (id: string, more: object = {}, a = 1): object => ({
	id,
	type: 'function',
	function: { name: 'get', arguments: JSON.stringify({ a }) },
	...more,
});

const asking = (more: object, ...calls: object[]): Answer =>
	whole({ content: null, ...more, tool_calls: calls }, 'tool_calls');
const signed = (signature: string): object => ({
	extra_content: { google: { thought_signature: signature } },
});

const details = [
	{ type: 'reasoning.text', text: 'hm', signature: 's1', format: 'x', index: 0 },
	{ type: 'reasoning.encrypted', data: 'AAAA', id: 'r1', format: 'x', index: 1 },
];

/** The same answer in chunks; members of the message come before its calls. */
const inChunks = (before: readonly object[], ...calls: object[]): Answer =>
	streamed(
		[
			...before.map((delta) => chunk(delta)),
			...calls.map((call, index) => fragment({ index, ...call })),
		],
		'tool_calls',
	);

const turns: ReadonlyArray<Omit<TurnCase, 'nr'>> = [
	{
		title: 'DeepSeek: reasoning_content, whole',
		stream: false,
		answer: asking({ reasoning_content: 'hm ok' }, called('c1')),
		back: [{ reasoning_content: 'hm ok' }],
	},
	{
		title: 'DeepSeek: reasoning_content, streamed',
		stream: true,
		answer: inChunks([{ reasoning_content: 'hm' }, { reasoning_content: ' ok' }], called('c1')),
		back: [{ reasoning_content: 'hm ok' }],
	},
	{
		title: 'Kimi: reasoning_content beside text and two calls',
		stream: false,
		answer: asking(
			{ content: 'Let me see.', reasoning_content: 'hm' },
			called('c1'),
			called('c2', {}, 2),
		),
		back: [{ reasoning_content: 'hm' }, { reasoning_content: 'hm' }],
	},
	{
		title: 'Gemini: the signature of the call, whole',
		stream: false,
		answer: asking({}, called('c1', signed('sig-1'))),
		back: [{ tool_calls: [signed('sig-1')] }],
	},
	{
		title: 'Gemini: the signature of the call, streamed',
		stream: true,
		answer: inChunks([], called('c1', signed('sig-1'))),
		back: [{ tool_calls: [signed('sig-1')] }],
	},
	{
		title: 'Gemini: the signature in a later fragment',
		stream: true,
		answer: streamed(
			[
				fragment({ index: 0, ...called('c1') }),
				fragment({ index: 0, function: { arguments: '' }, ...signed('sig-1') }),
			],
			'tool_calls',
		),
		back: [{ tool_calls: [signed('sig-1')] }],
	},
	{
		title: 'Gemini: two calls, each with a signature of its own',
		stream: false,
		answer: asking({}, called('c1', signed('sig-1')), called('c2', signed('sig-2'), 2)),
		back: [{ tool_calls: [signed('sig-1')] }, { tool_calls: [signed('sig-2')] }],
	},
	{
		title: 'OpenRouter: reasoning_details, whole',
		stream: false,
		answer: asking({ reasoning: 'hm', reasoning_details: details }, called('c1')),
		back: [{ reasoning_details: details }],
	},
	{
		title: 'OpenRouter: reasoning_details, streamed one by one',
		stream: true,
		answer: inChunks(
			details.map((detail) => ({ reasoning_details: [detail] })),
			called('c1'),
		),
		back: [{ reasoning_details: details }],
	},
	{
		title: 'nothing to send back',
		stream: false,
		answer: asking({}, called('c1')),
		back: [{ reasoning_content: undefined, reasoning_details: undefined }],
	},
	{
		title: 'a signature does not go to another gateway',
		stream: false,
		answer: asking({}, called('c1', signed('sig-1'))),
		back: [{ tool_calls: [{ extra_content: undefined }] }],
		elsewhere: true,
	},
	{
		title: 'reasoning_details do not go to another gateway',
		stream: true,
		answer: inChunks([{ reasoning_details: details }], called('c1')),
		back: [{ reasoning_details: undefined }],
		elsewhere: true,
	},
];

/** A7: what came with a call of a tool is sent back with it. */
export const turnCases: readonly TurnCase[] = turns.map((turn, position) => ({
	...turn,
	nr: `A7.${position + 1}`,
}));
