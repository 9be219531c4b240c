import type { ServerEvent } from '../../../nodes/api/readers/sse';
import { chunkEvent } from './chunkEvents';
import type { ChunkEvent, EventDifference } from './difference';
import { inChunks } from './inChunks';
import { inEvents } from './inEvents';

/** What is done to events until they are as OpenAI would have sent them. */
export const usualRows: readonly EventDifference[] = [...inEvents, ...inChunks];

/** Events as they came. */
export function asTheyCame(events: readonly ServerEvent[]): ChunkEvent[] {
	return events.map(({ event, data }) => chunkEvent(event, data));
}

/** The events as OpenAI would have sent them. */
export function inUsualForm(
	events: readonly ChunkEvent[],
	rows: readonly EventDifference[] = usualRows,
): readonly ChunkEvent[] {
	return rows.reduce((form, { usual }) => usual(form), events);
}

/** The rows that make the events other ones. */
export function rowsThatChange(events: readonly ChunkEvent[]): EventDifference[] {
	let form = events;
	return usualRows.filter(({ usual }) => {
		const before = form;
		form = usual(before);
		return form.length !== before.length || form.some((event, at) => event !== before[at]);
	});
}
