import type { JsonObject } from '../../nodes/api/json';
import { sendJson, type Received, type Responder } from './gateway';

type Response = Parameters<Responder>[1];

/** An answer of Claude as its own documents show it. */
export function claudeAnswer(content: JsonObject[] | string, more: JsonObject = {}): JsonObject {
	return {
		id: 'msg_1',
		type: 'message',
		role: 'assistant',
		model: 'claude-test-1',
		content: typeof content === 'string' ? [{ type: 'text', text: content }] : content,
		stop_reason: 'end_turn',
		stop_sequence: null,
		usage: { input_tokens: 9, output_tokens: 12 },
		...more,
	};
}

/** Letters of a block in one delta. */
const pieceLength = 4;

/** The events in which an answer is streamed. */
export function claudeEvents(body: JsonObject): JsonObject[] {
	const { content, stop_reason, stop_sequence, usage, ...message } = body;
	const { output_tokens, ...input } = (usage ?? {}) as JsonObject;
	const blocks = (content as JsonObject[]).flatMap((block, index) => [
		{ type: 'content_block_start', index, content_block: emptied(block) },
		...deltasOf(block).map((delta) => ({ type: 'content_block_delta', index, delta })),
		{ type: 'content_block_stop', index },
	]);
	const start = { ...message, content: [], stop_reason: null, stop_sequence: null };
	const first = usage === undefined ? {} : { usage: { ...input, output_tokens: 1 } };
	const last = usage === undefined ? {} : { usage: { output_tokens } };
	return [
		{ type: 'message_start', message: { ...start, ...first } },
		{ type: 'ping' },
		...blocks,
		{ type: 'message_delta', delta: { stop_reason, stop_sequence }, ...last },
		{ type: 'message_stop' },
	];
}

function emptied(block: JsonObject): JsonObject {
	if (block.type === 'tool_use') return { ...block, input: {} };
	if (block.type === 'thinking') return { ...block, thinking: '', signature: '' };
	return { ...block, text: '' };
}

function deltasOf(block: JsonObject): JsonObject[] {
	const pieces = (text: string) => text.match(new RegExp(`.{1,${pieceLength}}`, 'gsu')) ?? [];
	if (block.type === 'tool_use') {
		return pieces(JSON.stringify(block.input)).map((partial_json) => ({
			type: 'input_json_delta',
			partial_json,
		}));
	}
	if (block.type === 'thinking') {
		return [
			...pieces(String(block.thinking)).map((thinking) => ({ type: 'thinking_delta', thinking })),
			{ type: 'signature_delta', signature: block.signature },
		];
	}
	return pieces(String(block.text)).map((text) => ({ type: 'text_delta', text }));
}

/** Events as they travel. */
export function asStream(events: readonly JsonObject[]): string {
	return events
		.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`)
		.join('');
}

/** Answers as the request asks: streamed or whole. */
export function answerClaude(request: Received, response: Response, body: JsonObject): void {
	if (request.body.stream !== true) return sendJson(response, body);
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	response.end(asStream(claudeEvents(body)));
}
