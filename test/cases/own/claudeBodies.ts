import type { Answer } from '../../support/wire/case';
import { json } from './build';

const top = { id: 'msg_7', type: 'message', role: 'assistant', model: 'm-1' };
const used = { input_tokens: 9, output_tokens: 12 };

/** Usage as the output has it: as sent, with the names of chat besides. */
export const claudeUsage = {
	...used,
	prompt_tokens: 9,
	completion_tokens: 12,
	total_tokens: 21,
};

/** A message of Claude that comes whole. */
export const claudeMessage = (
	content: unknown,
	stop_reason: unknown = 'end_turn',
	more: object = {},
): object => ({ ...top, content, stop_reason, stop_sequence: null, usage: used, ...more });

/** A whole answer with one block of text. */
export const claudeSays = (text: string, stop_reason?: unknown, more?: object): Answer =>
	json(claudeMessage([{ type: 'text', text }], stop_reason, more));

type Event = object & { type: string };

/** One event. */
export const claudeEvent = (type: string, more: object = {}): Event => ({ type, ...more });

/** The beginning of a message. */
export const claudeStart = (usage: object | null = { input_tokens: 9, output_tokens: 1 }): Event =>
	claudeEvent('message_start', {
		message: { ...top, content: [], stop_reason: null, stop_sequence: null, usage },
	});

/** The beginning of a block. */
export const claudeBlock = (content_block: object = { type: 'text', text: '' }, index = 0): Event =>
	claudeEvent('content_block_start', { index, content_block });

/** A piece of text. */
export const claudePiece = (text: string, index = 0): Event =>
	claudeEvent('content_block_delta', { index, delta: { type: 'text_delta', text } });

/** The event that says why it ended. */
export const claudeEnding = (
	stop_reason: unknown = 'end_turn',
	usage: object | null = { output_tokens: 12 },
): Event => claudeEvent('message_delta', { delta: { stop_reason, stop_sequence: null }, usage });

export const claudeStop = claudeEvent('message_stop');

/** Events as Claude names them; texts stand as they are. */
export const claudeEvents = (
	all: ReadonlyArray<Event | string>,
	more: Partial<Answer> = {},
): Answer => ({
	content_type: 'text/event-stream',
	body: all
		.map((event) =>
			typeof event === 'string'
				? `${event}\n\n`
				: `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
		)
		.join(''),
	...more,
});

/** A whole stream around these events of its one block. */
export const claudeStreamed = (
	inside: ReadonlyArray<Event | string>,
	stop_reason?: unknown,
): Answer =>
	claudeEvents([
		claudeStart(),
		claudeBlock(),
		...inside,
		claudeEvent('content_block_stop', { index: 0 }),
		claudeEnding(stop_reason),
		claudeStop,
	]);
