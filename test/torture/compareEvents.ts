import { isDeepStrictEqual } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- plain comparison
import type { ServerEvent } from '../../nodes/api/readers/sse';
import type { TextDifference } from './differences/difference';
import { inText } from './differences/inText';
import { type Found, inShort } from './found';
import { eventsByStandard } from './oracles/parse';
import type { Ours } from './oursOf';

/** Where the connection broke, the last event was never over. */
function textRows(isOver: boolean): readonly TextDifference[] {
	return isOver ? inText : inText.slice(1);
}

/**
 * The events of a text that is written by the standard.
 *
 * @param isOver whether its last event counts although no blank line is behind it
 */
export function standardEvents(bytes: Uint8Array, isOver: boolean): ServerEvent[] {
	const text = new TextDecoder().decode(bytes);
	return eventsByStandard(
		textRows(isOver).reduce((written, { standard }) => standard(written), text),
	);
}

/** Compares our events with those of the oracle. Returns the latter, from the text as it should have been written. */
export function compareEvents(
	{ events: own, isOver }: Ours,
	bytes: Uint8Array,
	{ listed, faults }: Found,
): ServerEvent[] {
	let text = new TextDecoder().decode(bytes);
	let events = eventsByStandard(text);
	if (isDeepStrictEqual(own, events)) return events;
	for (const { name, standard } of textRows(isOver)) {
		text = standard(text);
		const next = eventsByStandard(text);
		if (!isDeepStrictEqual(next, events)) listed.add(name);
		events = next;
	}
	if (!isDeepStrictEqual(own, events)) {
		const at = events.findIndex((event, place) => !isDeepStrictEqual(event, own[place]));
		const place = at < 0 ? events.length : at;
		faults.push(`event ${place} is ${inShort(own[place])} and not ${inShort(events[place])}`);
	}
	return events;
}
