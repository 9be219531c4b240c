import type { Random } from './random';

/** Behind a name: what follows is not sent, so that one object can hold a member twice, or `__proto__`. */
export const unsent = '≡';

/** A value that JSON.stringify cannot write: it is sent in place of this text. */
export const raw = (json: string): string => `≡${Buffer.from(json).toString('hex')}≡`;

/** JSON as it is sent. */
export function jsonOf(value: unknown, space?: number): string {
	return (JSON.stringify(value, null, space) ?? 'null')
		.replace(/≡\d*"(?=:)/g, '"')
		.replace(/"≡([\da-f]*)≡"/g, (_, hex: string) => Buffer.from(hex, 'hex').toString());
}

/** How an answer is written as events. */
export interface Framing {
	lineBreak: string;
	prefix: string;
	/** Before the first event. */
	begin: string;
	/** Something that says nothing, sent now and then. */
	silence: string;
	/** Whether the name of an event is sent as well. */
	isNamed: boolean;
	/** Every so many events has its JSON on several lines; 0: none. */
	spread: number;
}

/** A way to write events that gateways use. */
export function randomFraming(random: Random, isNamed: boolean): Framing {
	return {
		lineBreak: random.pick(['\n', '\n', '\n', '\r\n', '\r']),
		prefix: random.pick(['data: ', 'data: ', 'data:']),
		begin: random.pick(['', '', '', '\uFEFF', ': ping\n\n', '\n\n', 'id: 1\n', 'retry: 3\n\n']),
		silence: random.pick(['', '', '', ': PROCESSING\n\n', 'data:\n\n', 'data: : ping\n\n']),
		isNamed,
		spread: random.pick([0, 0, 0, 2]),
	};
}

/** Events as they are sent: an event is JSON, or a text that is sent as it is. */
export function eventsOf(events: readonly unknown[], framing: Framing): string {
	const { lineBreak, prefix, begin, silence, isNamed, spread } = framing;
	const written = events.map((event, position) => {
		const isSpread = spread > 0 && position % spread === 1;
		const json = typeof event === 'string' ? event : jsonOf(event, isSpread ? 1 : undefined);
		const { type } = (event ?? {}) as { type?: unknown };
		const name = isNamed && typeof type === 'string' ? `event: ${type}\n` : '';
		const data = json.split('\n').map((line) => `${prefix}${line}\n`);
		return `${position % 3 === 2 ? silence : ''}${name}${data.join('')}\n`;
	});
	return `${begin}${written.join('')}`.replaceAll('\n', lineBreak);
}
