import type { IDataObject } from 'n8n-workflow';
import { png, wav } from '../support/files';
import type { GoodAnswer } from './attack';

/** A route of the gateway that is attacked, and how the node is brought to ask for it. */
export interface Route {
	name: string;
	/** What it answers with: `json`, `events`, `file`; attacks name them. */
	forms: readonly string[];
	/** Resource and operation; absent: the chat model, or the picker of the Model field. */
	operation?: `${string}.${string}`;
	parameters: IDataObject;
	options?: IDataObject;
	/** Which of its requests is attacked; the others get good answers. */
	attacked: RegExp;
	/** A good answer; the mark of the item goes along where there is a next request. */
	good(path: string, mark: string, origin: string): GoodAnswer;
	/** Around as many entries as an attack wants: what comes before, an entry, what comes after. */
	many?: readonly [before: string, entry: string, after: string];
	/** An event with a piece of the answer. */
	piece?: (text: string) => string;
	/** A sound comes with each item. */
	hasSound?: boolean;
	/** It hands on whatever comes, as text where it cannot be read. */
	takesAnything?: boolean;
	/** Its requests do not say which item they are for: all are attacked. */
	isUnmarked?: boolean;
}

const say = '={{ $json.say }}';
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

/** The body of a chat completion. */
export const completion = (message: object = { content: 'ok' }): object => ({
	id: 'c',
	object: 'chat.completion',
	model: 'm',
	choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop' }],
	usage,
});

const json = (value: unknown): GoodAnswer => ({
	type: 'application/json',
	body: JSON.stringify(value),
});
const events = (...chunks: unknown[]): GoodAnswer => ({
	type: 'text/event-stream',
	body: chunks.map(event).join(''),
});

/** An event with JSON. */
export function event(value: unknown): string {
	return `data: ${JSON.stringify(value)}\n\n`;
}

/** A chunk of a streamed chat completion. */
export const chunk = (delta: object, finish_reason: string | null = null): object => ({
	choices: [{ index: 0, delta, finish_reason }],
});

const chatEvents = events(chunk({ content: 'ok' }), chunk({}, 'stop'), { choices: [], usage });
const chatPiece = (content: string) => event(chunk({ content }));
const choices = [
	'{"choices":[',
	'{"message":{"content":"a"}},',
	'{"index":1,"message":{"content":"a"},"finish_reason":"stop"}]}',
] as const;
const claudePiece = (text: string) =>
	event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } });
const message = {
	id: 'm',
	type: 'message',
	role: 'assistant',
	content: [{ type: 'text', text: 'ok' }],
	stop_reason: 'end_turn',
	usage: { input_tokens: 1, output_tokens: 1 },
};
const picture = png().toString('base64');
const messages = { values: [{ role: 'user', content: say }] };

/** What is attacked where a chat is streamed, to the node as to the chat model. */
const streamedChat = {
	forms: ['events', 'chats'],
	attacked: /completions$/,
	good: () => chatEvents,
	many: [
		'data: {"choices":[',
		'{"delta":{"content":"a"}},',
		'{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]}\n\n',
	],
	piece: chatPiece,
} as const;

export const routes: readonly Route[] = [
	{
		name: 'chat',
		forms: ['json', 'chats'],
		operation: 'chat.complete',
		parameters: { messages },
		options: { stream: false },
		attacked: /completions$/,
		good: () => json(completion()),
		many: choices,
	},
	{
		name: 'chatStream',
		operation: 'chat.complete',
		parameters: { messages },
		options: { stream: true },
		...streamedChat,
	},
	{
		name: 'claude',
		forms: ['events'],
		operation: 'claude.message',
		parameters: { messages, maxTokens: 50 },
		options: { stream: true },
		attacked: /messages$/,
		good: () =>
			events(
				{ type: 'message_start', message: { ...message, content: [], stop_reason: null } },
				{ type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'ok' } },
				{ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
				{ type: 'message_stop' },
			),
		many: [
			'{"type":"message","role":"assistant","stop_reason":"end_turn","content":[',
			'{"type":"text","text":"a"},',
			'{"type":"text","text":"a"}]}',
		],
		piece: claudePiece,
	},
	{
		name: 'extract',
		forms: ['json'],
		operation: 'text.extract',
		parameters: {
			text: say,
			schemaSource: 'fields',
			fields: {
				values: [
					{ name: 'a', type: 'string', description: '', required: false },
					{ name: 'b', type: 'numberList', description: '', required: false },
				],
			},
		},
		options: { stream: false },
		attacked: /completions$/,
		good: () => json(completion({ content: '{"a":"ok"}' })),
		many: choices,
	},
	{
		name: 'embeddings',
		forms: ['json'],
		operation: 'embedding.create',
		parameters: { text: say },
		options: { batchSize: 1 },
		attacked: /embeddings$/,
		good: () => json({ data: [{ index: 0, embedding: [0.5, 0.25] }], model: 'm', usage }),
		many: ['{"data":[', '{"index":0,"embedding":[0.5]},', '{"index":1,"embedding":[0.5]}]}'],
	},
	{
		name: 'rerank',
		forms: ['json'],
		operation: 'rerank.rank',
		parameters: { query: say, documents: ['one'] },
		attacked: /rerank$/,
		good: () => json({ results: [{ index: 0, relevance_score: 0.5 }], model: 'm', usage }),
		many: ['{"results":[', '{"index":0,"score":0.5},', '{"index":0,"score":0.5}]}'],
	},
	{
		name: 'image',
		forms: ['json', 'pictures'],
		operation: 'image.generate',
		parameters: { prompt: say },
		attacked: /generations$/,
		good: () => json({ created: 1, data: [{ b64_json: picture }] }),
		many: ['{"created":1,"data":[', '{"b64_json":"iVBORw0KGgo"},', `{"b64_json":"${picture}"}]}`],
		piece: chatPiece,
	},
	{
		name: 'pictureFile',
		forms: ['file'],
		operation: 'image.generate',
		parameters: { prompt: say },
		attacked: /\/file\//,
		good: (path, mark, origin) =>
			path.includes('/file/')
				? { type: 'image/png', body: png() }
				: json({ created: 1, data: [{ url: `${origin}/file/${mark}.png` }] }),
	},
	{
		name: 'submission',
		forms: ['json'],
		operation: 'midjourney.imagine',
		parameters: { prompt: say, waitForCompletion: false },
		attacked: /submit\/imagine$/,
		good: () => json({ code: 1, description: 'Submit success', result: '14001934816969359' }),
		many: ['{"code":1,"result":[', '"14001934816969359",', '"1400193481696935"]}'],
	},
	{
		name: 'task',
		forms: ['json', 'pictures'],
		operation: 'midjourney.getTask',
		parameters: { taskId: say, waitForCompletion: false },
		attacked: /\/task\//,
		good: (path) => {
			const [, id] = /\/task\/([^/]+)/.exec(path) ?? [];
			return json({ id, status: 'IN_PROGRESS', progress: '30%' });
		},
		many: ['{"data":[', '{"id":"1","status":"SUCCESS"},', '{"id":"2","status":"SUCCESS"}]}'],
	},
	{
		name: 'models',
		forms: ['json'],
		operation: 'model.getMany',
		parameters: { returnAll: true },
		attacked: /models$/,
		good: () => json({ data: [{ id: 'm' }] }),
		many: ['{"data":[', '{"id":"m","object":"model"},', '{"id":"n","object":"model"}]}'],
		isUnmarked: true,
	},
	{
		name: 'picker',
		forms: ['json'],
		parameters: {},
		attacked: /models$/,
		good: () => json({ data: [{ id: 'm' }] }),
		many: ['{"data":[', '{"id":"m","object":"model"},', '{"id":"n","object":"model"}]}'],
		isUnmarked: true,
	},
	{
		name: 'request',
		forms: ['json'],
		operation: 'request.send',
		parameters: { method: 'POST', path: '/v1/any', body: '={{ { say: $json.say } }}' },
		attacked: /any$/,
		good: () => json({ ok: true }),
		many: ['{"data":[', '{"a":1},', '{"a":2}]}'],
		takesAnything: true,
	},
	{
		name: 'transcription',
		forms: ['json'],
		operation: 'audio.transcribe',
		parameters: { binaryProperty: 'data' },
		options: { prompt: say },
		attacked: /transcriptions$/,
		good: () => json({ text: 'ok' }),
		many: ['{"text":"ok","segments":[', '{"id":1,"text":"a"},', '{"id":2,"text":"a"}]}'],
		hasSound: true,
	},
	{
		name: 'speech',
		forms: ['file'],
		operation: 'audio.speech',
		parameters: { text: say, voice: 'alloy' },
		attacked: /speech$/,
		good: () => ({ type: 'audio/wav', body: wav() }),
	},
	{
		name: 'chatModel',
		parameters: { options: { stream: true } },
		...streamedChat,
	},
];
