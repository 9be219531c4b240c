import type { JsonObject } from '../../nodes/api/json';
import { completion, sendJson, type Received, type Responder } from './gateway';
import { ticketOf } from './tickets';

type Response = Parameters<Responder>[1];

/** Letters of an answer in one chunk. */
const pieceLength = 3;

/** A completion as the chunks in which a gateway streams it; usage comes last, in one of its own. */
export function chunksOf(body: JsonObject): JsonObject[] {
	const { choices, usage, ...top } = body;
	const chunk = (more: JsonObject) => ({ ...top, object: 'chat.completion.chunk', ...more });
	const pieces = (choices as JsonObject[]).flatMap(({ index, message, finish_reason }) =>
		[...deltasOf(message as JsonObject), {}].map((delta, position, all) => ({
			index,
			delta,
			finish_reason: position === all.length - 1 ? finish_reason : null,
		})),
	);
	return [
		...pieces.map((piece) => chunk({ choices: [piece] })),
		...(usage === undefined ? [] : [chunk({ choices: [], usage })]),
	];
}

function deltasOf({ content, tool_calls, ...message }: JsonObject): JsonObject[] {
	const texts = typeof content === 'string' ? inPieces(content) : [];
	const calls = ((tool_calls ?? []) as JsonObject[]).flatMap((call, index) => {
		const called = call.function as { name: string; arguments: string };
		const { arguments: given } = called;
		const begin = { ...call, index, function: { ...called, arguments: '' } };
		const rest = inPieces(given).map((piece) => ({ index, function: { arguments: piece } }));
		return [begin, ...rest].map((fragment) => ({ tool_calls: [fragment] }));
	});
	const first = { ...message, content: typeof content === 'string' ? '' : content };
	return [first, ...texts.map((piece) => ({ content: piece })), ...calls];
}

function inPieces(text: string): string[] {
	return text.match(new RegExp(`.{1,${pieceLength}}`, 'gsu')) ?? [];
}

/** One event of a stream as it is written. */
export function event(data: JsonObject | string): string {
	return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}

/** Begins to stream. */
export function beginStream(response: Response): void {
	response.writeHead(200, { 'content-type': 'text/event-stream' });
}

/** Streams a completion to its end. */
export function sendStream(response: Response, body: JsonObject): void {
	beginStream(response);
	response.end([...chunksOf(body), '[DONE]'].map(event).join(''));
}

/** Answers as it was asked to: streamed or not. */
export function answer(
	{ body: { stream } }: Received,
	response: Response,
	body: JsonObject = completion('Hello!'),
): void {
	if (stream === true) sendStream(response, body);
	else sendJson(response, body);
}

/** Answers a ticket. */
export const answerTicket: Responder = (request, response) =>
	answer(request, response, completion(`Done ${ticketOf(request)}`));

/** Writes something, and cuts the connection when it is on its way. */
export function cutAfter(response: Response, text: string): void {
	response.write(text, () => response.destroy());
}
