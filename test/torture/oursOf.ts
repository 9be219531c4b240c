import type { Completion } from '../../nodes/api/chat/completion';
import { chatReader } from '../../nodes/api/chat/reader';
import { failure } from '../../nodes/api/failure';
import type { Reading } from '../../nodes/api/readers/reader';
import { type ServerEvent, SseParser } from '../../nodes/api/readers/sse';
import type { Arrival } from './arrival';

/** What the product makes of a stream as it arrives. */
export interface Ours {
	events: ServerEvent[];
	reading: Reading<Completion>;
	/** Whether it was read to its end: it ended, or nothing more was wanted when the connection broke. */
	isOver: boolean;
	/** The text that was passed on while it came. */
	heard: string;
}

/** Has our reader read a stream piece by piece, as an attempt does. */
export function oursOf({ pieces, type, asked, isBroken }: Arrival): Ours {
	const parser = new SseParser();
	const events = pieces.flatMap((piece) => parser.push(piece));
	let heard = '';
	const reader = chatReader((piece) => (heard += piece), asked);
	reader.head({ status: 200, headers: { 'content-type': type } });
	let hasEnough = false;
	for (const piece of pieces) {
		if (hasEnough) break;
		hasEnough = !reader.push(piece);
	}
	const isOver = !isBroken || hasEnough || reader.isComplete?.() === true;
	const broken = (): Reading<Completion> => ({
		failure: { ...failure('network', { phase: 'sent' }), ...reader.partial?.() },
	});
	if (isOver) events.push(...parser.end());
	const reading = isOver ? reader.end() : broken();
	return { events, reading, isOver, heard };
}
