import { createParser } from 'eventsource-parser';
import type { ServerEvent } from '../../../nodes/api/readers/sse';

/** In characters. */
const mostAtOnce = 4_000;

/** The events of a text as `eventsource-parser` cuts it: by the standard, to the letter. */
export function eventsByStandard(text: string): ServerEvent[] {
	const events: ServerEvent[] = [];
	const parser = createParser({
		onEvent: ({ event = '', data }) => events.push({ event, data }),
	});
	// It waits behind a last CR for the LF of a pair; the pair is one line break, so nothing is added.
	const whole = text.endsWith('\r') ? `${text}\n` : text;
	// In one piece, lines that end with CR would take a time that grows with the square of the length.
	for (let at = 0; at < whole.length; at += mostAtOnce)
		parser.feed(whole.slice(at, at + mostAtOnce));
	return events;
}
