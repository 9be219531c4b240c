import { on, good, json, type Row } from './build';
import {
	claudeUsage,
	claudeMessage,
	claudeEvent,
	claudeStart,
	claudeBlock,
	claudePiece,
	claudeEnding,
	claudeStop,
	claudeEvents,
	claudeStreamed,
} from './claudeBodies';

const part = (text: string, type = 'text'): object => ({ type, text });

/** The same on the route of Claude. */
export const claudeTexts: readonly Row[] = [
	on(
		'claude',
		'a block begins with the text that the first delta repeats',
		claudeEvents([
			claudeStart(),
			claudeBlock({ type: 'text', text: 'Hel' }),
			claudePiece('Hel'),
			claudePiece('lo'),
			claudeEnding(),
			claudeStop,
		]),
		good('Hello', { usage: claudeUsage }),
	),
	on(
		'claude',
		'a block begins with text that the deltas go on with',
		claudeEvents([
			claudeStart(),
			claudeBlock({ type: 'text', text: 'Hel' }),
			claudePiece('lo'),
			claudeEnding(),
			claudeStop,
		]),
		good('Hello'),
	),
	on(
		'claude',
		'the whole message once more at the end',
		claudeEvents([
			claudeStart(),
			claudeBlock(),
			claudePiece('Hel'),
			claudePiece('lo'),
			claudeEnding(),
			claudeEvent('message', claudeMessage([part('Hello')])),
			claudeStop,
		]),
		good('Hello'),
	),
	on(
		'claude',
		'thoughts begin with what their first delta repeats',
		claudeEvents([
			claudeStart(),
			claudeBlock({ type: 'thinking', thinking: 'hm', signature: '' }),
			claudeEvent('content_block_delta', {
				index: 0,
				delta: { type: 'thinking_delta', thinking: 'hm' },
			}),
			claudeBlock({ type: 'text', text: '' }, 1),
			claudePiece('Hi', 1),
			claudeEnding(),
			claudeStop,
		]),
		good('Hi', { reasoning: 'hm', thinking: 'hm' }),
	),
	on(
		'claude',
		'pieces that are blanks',
		claudeStreamed([claudePiece('Hello'), claudePiece(' '), claudePiece('world')]),
		good('Hello world'),
	),
	on(
		'claude',
		'two blocks of text with a blank one between them',
		json(claudeMessage([part('Hello'), part(' '), part('world')])),
		good('Hello world'),
	),
];
