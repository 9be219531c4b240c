import type { Answer } from '../../support/wire/case';
import { events, json, usage } from './build';

const top = { id: 'chatcmpl-7', created: 1700000000, model: 'm-1' };

/** A completion that comes whole. */
export const completion = (
	message: object,
	finish_reason: unknown = 'stop',
	more: object = {},
	ofChoice: object = {},
): object => ({
	...top,
	object: 'chat.completion',
	choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason, ...ofChoice }],
	usage,
	...more,
});

/** A whole answer with a message. */
export const whole = (...parts: Parameters<typeof completion>): Answer =>
	json(completion(...parts));

/** A whole answer with a text. */
export const says = (
	content: unknown,
	finish_reason: unknown = 'stop',
	more: object = {},
): Answer => whole({ content }, finish_reason, more);

/** One chunk of a stream. */
export const chunk = (delta: unknown, more: object = {}, ofChoice: object = {}): object => ({
	...top,
	object: 'chat.completion.chunk',
	choices: [{ index: 0, delta, finish_reason: null, ...ofChoice }],
	...more,
});

/** A chunk with a piece of text. */
export const piece = (content: unknown): object => chunk({ content });

/** The chunk that says why the answer ended. */
export const ending = (finish_reason: unknown = 'stop', more: object = {}): object =>
	chunk({}, more, { finish_reason });

export const first = chunk({ role: 'assistant', content: '' });
/** The chunk with the usage. */
export const spent = { ...top, object: 'chat.completion.chunk', choices: [], usage };
export const done = 'data: [DONE]';

/** A whole stream around these chunks or lines. */
export const streamed = (
	chunks: ReadonlyArray<object | string>,
	finish_reason: unknown = 'stop',
): Answer => events([first, ...chunks, ending(finish_reason), spent, done]);

/** A stream with these chunks and nothing else. */
export const chunks = (...all: ReadonlyArray<object | string>): Answer => events(all);

/** A fragment of a call of a tool. */
export const fragment = (call: object): object => chunk({ tool_calls: [call] });

/** The good answer after a bad one. */
export const hello: Answer = streamed([piece('Hel'), piece('lo')]);
