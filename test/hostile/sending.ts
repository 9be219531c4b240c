/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own process needs them */
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Exchange } from './attack';

/** Pieces that are written in one turn of the event loop. */
const atOnce = 8;
/** Bytes of a piece of what never ends. */
const pieceSize = 64 * 1024;

/** Sends pieces, made one after the other, until whoever reads has had enough; at most `count`. */
export async function sendPieces(
	response: ServerResponse,
	pieceAt: (position: number) => string | Buffer,
	count = Infinity,
): Promise<void> {
	for (let position = 0; position < count && !isOver(response); position++) {
		if (!response.write(pieceAt(position))) await drained(response);
		else if (position % atOnce === 0) await turn();
	}
}

/** Sends the same text again and again, without an end. */
export async function sendEndless(response: ServerResponse, text: string): Promise<void> {
	const piece = Buffer.from(repeatTo(text, pieceSize));
	await sendPieces(response, () => piece);
}

/** Sends texts that differ by their number, without an end. */
export async function sendNumbered(
	response: ServerResponse,
	textOf: (number: number) => string,
	count = Infinity,
): Promise<void> {
	const inPiece = 2_000;
	await sendPieces(
		response,
		(piece) => {
			let text = '';
			for (let number = piece * inPiece; number < (piece + 1) * inPiece; number++)
				text += textOf(number);
			return text;
		},
		count / inPiece,
	);
}

/** A text again and again, about so many characters in all. */
export function repeatTo(text: string, length: number): string {
	return text.repeat(Math.max(1, Math.floor(length / text.length)));
}

/** The head of an answer as a good gateway sends it. */
export function good({ response, good: { type } }: Exchange, headers: object = {}): ServerResponse {
	return response.writeHead(200, { 'content-type': type, ...headers });
}

/** Writes to the bare connection, where no server would. */
export async function sendRaw(
	{ response }: Exchange,
	pieceAt: (position: number) => string,
	count = Infinity,
): Promise<void> {
	const { socket } = response;
	for (let position = 0; position < count && socket && !socket.destroyed; position++) {
		if (!socket.write(pieceAt(position))) await drained(socket);
		else await turn();
	}
}

function isOver({ destroyed, writableEnded, socket }: ServerResponse): boolean {
	return destroyed || writableEnded || socket === null || socket.destroyed;
}

async function drained(stream: Writable): Promise<void> {
	await new Promise<void>((resolve) => {
		const go = () => {
			stream.off('drain', go).off('close', go);
			resolve();
		};
		stream.once('drain', go).once('close', go);
	});
}
