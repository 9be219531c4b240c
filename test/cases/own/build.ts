import type { Answer, Ask, Want, WantedItem, WireCase } from '../../support/wire/case';

/** A case without its number, which is its place among those of its kind. */
export type Row = Omit<WireCase, 'nr'>;

/** Cases of one kind, with their numbers. */
export function ofKind(kind: string, rows: readonly Row[]): WireCase[] {
	return rows.map((row, position) => ({ ...row, nr: `${kind}.${position + 1}` }));
}

export const routes = {
	chat: '/v1/chat/completions',
	claude: '/v1/messages',
	claudeLegacy: '/v1/complete',
	legacy: '/v1/completions',
	embeddings: '/v1/embeddings',
	rerank: '/v1/rerank',
	images: '/v1/images/generations',
	transcriptions: '/v1/audio/transcriptions',
	speech: '/v1/audio/speech',
	models: '/v1/models',
} as const;

/** Usage of every answer here that has one. */
export const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };

/** A case of Chat → Message a Model. */
export const chat = (title: string, answer: Answer, want: Want, ask: Partial<Ask> = {}): Row => ({
	title,
	ask: { route: routes.chat, ...ask },
	answer,
	want,
});

/** A case of another operation. */
export const on = (
	route: keyof typeof routes,
	title: string,
	answer: Answer,
	want: Want,
	ask: Partial<Ask> = {},
): Row => ({ title, ask: { route: routes[route], ...ask }, answer, want });

/** Several answers, one after the other. */
export const then = (
	title: string,
	answers: readonly Answer[],
	want: Want,
	ask: Partial<Ask> = {},
): Row => ({ title, ask: { route: routes.chat, ...ask }, answers, want });

/** One request, and this text. */
export const good = (text: string, more: Want = {}): Want => ({
	requests: 1,
	output: 'success',
	text,
	...more,
});

/** One request, and a failure that keeps the words. */
export const bad = (kind: WantedItem['kind'], words?: string, more: Want = {}): Want => ({
	requests: 1,
	output: 'failure',
	kind,
	...(words === undefined ? {} : { words }),
	...more,
});

/** JSON under a status. */
export const json = (body: unknown, status = 200, headers: Answer['headers'] = {}): Answer => ({
	status,
	content_type: 'application/json',
	headers,
	body: JSON.stringify(body),
});

/** Bytes as they are. */
export const bytes = (
	body: Answer['body'],
	content_type = 'application/json',
	more: Partial<Answer> = {},
): Answer => ({ content_type, body, ...more });

/** Lines of a stream: objects become events, texts stand as they are. */
export const lines = (events: ReadonlyArray<object | string>): string =>
	events
		.map((event) => (typeof event === 'string' ? event : `data: ${JSON.stringify(event)}`))
		.map((line) => `${line}\n\n`)
		.join('');

/** A stream of events. */
export const events = (
	all: ReadonlyArray<object | string>,
	more: Partial<Answer> = {},
): Answer => ({ content_type: 'text/event-stream', body: lines(all), ...more });

/** Title, words, status and body of a failure that comes whole and alone. */
export type Told = [title: string, words: string, status: number, body: object];

/** Failures of one kind: one request each, and the words are kept. */
export const told = (kind: WantedItem['kind'], rows: readonly Told[]): Row[] =>
	rows.map(([title, words, status, body]) => chat(title, json(body, status), bad(kind, words)));
