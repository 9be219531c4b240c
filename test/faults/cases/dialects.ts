import { routes, usage } from '../../cases/own/build';
import {
	completion as chatCompletion,
	chunk,
	ending,
	first,
	spent,
} from '../../cases/own/chatBodies';
import {
	claudeBlock,
	claudeEnding,
	claudeEvent,
	claudeMessage,
	claudePiece,
	claudeStart,
	claudeStop,
} from '../../cases/own/claudeBodies';
import { png } from '../../support/files';
import type { Answer, WantedItem } from '../../support/wire/case';
import { throughChatModel } from '../chatModel';
import type { Drive, FaultAsk } from '../case';

/** One event of a stream. */
export interface StreamEvent {
	name?: string;
	data: string;
}

/** How an operation's answer is streamed. */
export interface Dialect {
	form: string;
	ask: FaultAsk;
	drive?: Drive;
	/** What comes before the first piece of the text. */
	begin: readonly StreamEvent[];
	/** Pieces with a text, which may have letters of several bytes. */
	text: (pieces: readonly string[]) => readonly StreamEvent[];
	/** What says that it is whole. */
	end: readonly StreamEvent[];
	/** What comes after that, and need not. */
	after: readonly StreamEvent[];
	/** The same as one body. */
	whole: (text: string) => object;
	/** What an item has of such a text. */
	item: (text: string) => WantedItem;
	/** It is charged when the request arrives: it is not asked for again. */
	isCharged?: true;
}

const event = (data: object): StreamEvent => ({ data: JSON.stringify(data) });
const named = (data: { type: string; [name: string]: unknown }): StreamEvent => ({
	name: data.type,
	...event(data),
});
const asText = (text: string): WantedItem => ({ text });

const chat: Dialect = {
	form: 'chat',
	ask: {},
	begin: [event(first)],
	text: (pieces) => pieces.map((content) => event(chunk({ content }))),
	end: [event(ending())],
	after: [event(spent), { data: '[DONE]' }],
	whole: (content) => chatCompletion({ content }),
	item: asText,
};

const claude: Dialect = {
	form: 'Claude',
	ask: { route: routes.claude },
	begin: [named(claudeStart()), named(claudeBlock())],
	text: (pieces) => pieces.map((text) => named(claudePiece(text))),
	end: [named(claudeEvent('content_block_stop', { index: 0 })), named(claudeEnding())],
	after: [named(claudeStop)],
	whole: (text) => claudeMessage([{ type: 'text', text }]),
	item: asText,
};

const oldChunk = (text: string, finish_reason: string | null = null): object => ({
	id: 'cmpl-1',
	object: 'text_completion',
	model: 'm-1',
	choices: [{ index: 0, text, finish_reason, logprobs: null }],
});

const legacy: Dialect = {
	form: 'legacy completion',
	ask: { route: routes.legacy },
	begin: [],
	text: (pieces) => pieces.map((text) => event(oldChunk(text))),
	end: [event(oldChunk('', 'stop'))],
	after: [event(spent), { data: '[DONE]' }],
	whole: (text) => ({ choices: [{ index: 0, text, finish_reason: 'stop' }], usage }),
	item: asText,
};

const claudeLegacyEvent = (completion: string, stop_reason: string | null = null): StreamEvent => ({
	name: 'completion',
	...event({ type: 'completion', completion, stop_reason, model: 'm-1' }),
});

const claudeLegacy: Dialect = {
	form: "Claude's legacy completion",
	ask: { route: routes.claudeLegacy },
	begin: [],
	text: (pieces) => pieces.map((text) => claudeLegacyEvent(text)),
	end: [claudeLegacyEvent('', 'stop_sequence')],
	after: [],
	whole: (completion) => ({ type: 'completion', completion, stop_reason: 'stop_sequence' }),
	item: asText,
};

const picture = png();
const b64_json = picture.toString('base64');

const image: Dialect = {
	form: 'image',
	ask: { route: routes.images },
	begin: [],
	text: (pieces) =>
		pieces.map((_piece, partial_image_index) =>
			named({ type: 'image_generation.partial_image', partial_image_index, b64_json }),
		),
	end: [named({ type: 'image_generation.completed', b64_json, usage })],
	after: [],
	whole: () => ({ data: [{ b64_json }] }),
	item: () => ({ files: { image: picture.length } }),
	isCharged: true,
};

/** As an Agent asks. */
const chatModel: Dialect = { ...chat, form: 'chat model', drive: throughChatModel };

export const dialects: readonly Dialect[] = [chat, chatModel, claude, legacy, claudeLegacy, image];

/** Those whose text comes piece by piece. */
export const dialectsOfText = dialects.filter(({ isCharged }) => !isCharged);

/** All events of a whole answer. */
export function eventsOf(
	{ begin, text, end, after }: Dialect,
	pieces: readonly string[],
): StreamEvent[] {
	return [...begin, ...text(pieces), ...end, ...after];
}

/** Events as they travel, with lines that end so. */
export function written(events: readonly StreamEvent[], lineEnd = '\n'): string {
	return events
		.map(({ name, data }) => {
			const field = name === undefined ? '' : `event: ${name}${lineEnd}`;
			return `${field}data: ${data}${lineEnd}${lineEnd}`;
		})
		.join('');
}

/** An answer that is a stream. */
export function stream(body: Answer['body'], more: Partial<Answer> = {}): Answer {
	return { content_type: 'text/event-stream', body, ...more };
}
