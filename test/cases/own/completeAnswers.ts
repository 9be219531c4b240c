import type { Answer, Want } from '../../support/wire/case';
import { chat, on, good, bytes, lines, usage, type Row } from './build';
import { chunk, piece, ending, first, spent, done, fragment } from './chatBodies';
import {
	claudeUsage,
	claudeStart,
	claudeBlock,
	claudePiece,
	claudeEnding,
	claudeEvents,
} from './claudeBodies';

const quick = { throughput: { idleTimeout: 1 } };

const text = [first, piece('Hel'), piece('lo'), ending()];

const stream = (body: Answer['body'], ends?: Answer['ends']): Answer =>
	bytes(body, 'text/event-stream', { ends });
const complete = good('Hello', { usage });

const withoutUsage = good('Hello', { usage: null });

const again: Want = {
	requests: 5,
	output: 'failure',
	kind: ['malformed', 'server', 'network', 'timeout'],
};

/** Once every choice has said why it ended, any end is a good end. */
export const completeAnswers: readonly Row[] = [
	chat('a reset after usage', stream([lines([...text, spent])], 'reset'), complete),
	chat('a reset after the finish_reason', stream([lines(text)], 'reset'), withoutUsage),
	chat(
		'usage, then a reset, in packets of their own',
		stream([lines(text), lines([spent])], 'reset'),
		complete,
	),
	chat('silence after usage', stream([lines([...text, spent])], 'silence'), complete, quick),
	chat('silence after the finish_reason', stream([lines(text)], 'silence'), withoutUsage, quick),
	chat(
		'usage a moment later, then silence',
		{ ...stream([lines(text), lines([spent])], 'silence'), between: 300 },
		complete,
		quick,
	),
	chat(
		'half an event after the finish_reason',
		stream(`${lines(text)}data: {"id":"chatcmpl-7","cho`),
		withoutUsage,
	),
	...[
		'data: [done]',
		'data: DONE',
		'data: "[DONE]"',
		'[DONE]',
		'data: <EOS>',
		'event: done\ndata: ok',
	].map((end) =>
		chat(
			`an odd end: ${end.split('\n').join(' ')}`,
			stream(lines([...text, spent, end])),
			complete,
		),
	),
	chat(
		'a failure after the finish_reason and usage',
		stream(lines([...text, spent, { error: { message: 'the relay timed out', code: 504 } }])),
		complete,
	),
	chat(
		'bare words after the finish_reason',
		stream(lines([...text, 'data: upstream closed'])),
		withoutUsage,
	),
	chat(
		'a reset after a call is complete',
		stream(
			[
				lines([
					fragment({
						index: 0,
						id: 'c1',
						type: 'function',
						function: { name: 'get', arguments: '{"a":1}' },
					}),
					ending('tool_calls'),
				]),
			],
			'reset',
		),
		good('', { calls: [['get', { a: 1 }]] }),
	),
	chat(
		'a reset after cut off',
		stream([lines([piece('Half'), ending('length')])], 'reset'),
		good('Half', { truncated: true }),
	),
	chat(
		'a reset after both of two choices',
		stream(
			[
				lines([
					chunk({ content: 'One' }, {}, { finish_reason: 'stop' }),
					chunk({ content: 'Two' }, {}, { index: 1, finish_reason: 'stop' }),
				]),
			],
			'reset',
		),
		good('One', { json: { choices: [{ text: 'One' }, { text: 'Two' }] } }),
		{ options: { n: 2 } },
	),
	on(
		'claude',
		'Claude: a reset after stop_reason',
		claudeEvents([claudeStart(), claudeBlock(), claudePiece('Hello'), claudeEnding()], {
			body: [
				String(
					claudeEvents([claudeStart(), claudeBlock(), claudePiece('Hello'), claudeEnding()]).body,
				),
			],
			ends: 'reset',
		}),
		good('Hello', { usage: claudeUsage }),
	),
	on(
		'claude',
		'Claude: silence after stop_reason',
		claudeEvents([], {
			body: [
				String(
					claudeEvents([claudeStart(), claudeBlock(), claudePiece('Hello'), claudeEnding()]).body,
				),
			],
			ends: 'silence',
		}),
		good('Hello', { usage: claudeUsage }),
		quick,
	),
	// The other way round: what is not complete is asked for again.
	chat(
		'a reset while one of two choices goes on',
		stream(
			[
				lines([
					chunk({ content: 'One' }, {}, { finish_reason: 'stop' }),
					chunk({ content: 'Tw' }, {}, { index: 1 }),
				]),
			],
			'reset',
		),
		again,
		{ options: { n: 2 } },
	),
	chat('a reset before the finish_reason', stream([lines([first, piece('Hel')])], 'reset'), {
		...again,
		text: 'Hel',
	}),
	chat('an end before the finish_reason', stream(lines([first, piece('Hel')])), {
		...again,
		text: 'Hel',
	}),
	chat('[DONE] and silence', stream([lines([...text, spent, done])], 'silence'), complete, quick),
];
