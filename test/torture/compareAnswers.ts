import { isDeepStrictEqual } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- plain comparison
import type { Failure } from '../../nodes/api/failure';
import { type JsonObject, objectsIn } from '../../nodes/api/json';
import type { ServerEvent } from '../../nodes/api/readers/sse';
import type { Arrival } from './arrival';
import { standardEvents } from './compareEvents';
import type { ChunkEvent, EventDifference } from './differences/difference';
import { refused } from './differences/refused';
import { asTheyCame, inUsualForm, rowsThatChange } from './differences/usualForm';
import { type Found, inShort } from './found';
import { assembledByOpenAi, type Theirs } from './oracles/assemble';
import type { Ours } from './oursOf';
import { outline } from './outline';
import { textFaults, thoughtFaults } from './texts';

/** Compares our answer with what the oracle makes of the same events. */
export async function compareAnswers(
	{ reading, heard }: Ours,
	events: readonly ServerEvent[],
	{ bytes, asked, isBroken }: Arrival,
	{ listed, faults }: Found,
): Promise<void> {
	const { value, failure: why } = reading;
	const chunks = asTheyCame(events);
	const read = async (rows: readonly EventDifference[]) => {
		const form = inUsualForm(chunks, rows);
		const made = await assembledByOpenAi(form);
		return isBroken ? withAll(made, inUsualForm(form), asked) : made;
	};
	let theirs = await read([]);
	const isSame = () => areAlike(value?.body, theirs);
	if (!isSame()) {
		const rows = rowsThatChange(chunks);
		theirs = await read(rows);
		// A row counts where the others alone do not make it the same.
		for (const row of rows) {
			const others = rows.filter((other) => other !== row);
			const isNeeded = others.length === 0 || !areAlike(value?.body, await read(others));
			if (isNeeded) listed.add(row.name);
		}
	}
	if (!isSame()) {
		const row = why && theirs.body && rowFor(why, theirs.body, bytes);
		if (row === undefined) faults.push(differenceOf(value?.body, why, theirs));
		else listed.add(row);
	}
	if (isBroken && value !== undefined && !(await isCompleteWithoutEnd(bytes, asked)))
		faults.push('taken for complete although the connection broke');
	faults.push(...textFaults(reading, heard, theirs), ...thoughtFaults(value, chunks));
}

/** Behind a connection that broke, an answer without [DONE] counts only if all choices that were asked for are in it. */
function withAll(theirs: Theirs, usual: readonly ChunkEvent[], asked: number): Theirs {
	const isOver = usual.some(({ data }) => data === '[DONE]');
	if (theirs.body === undefined) return theirs;
	const isShort = objectsIn(theirs.body.choices).length < asked;
	return isShort && !isOver ? { error: 'fewer choices than were asked for' } : theirs;
}

/** Whether the events that were over when the connection broke make an answer. */
async function isCompleteWithoutEnd(bytes: Uint8Array, asked: number): Promise<boolean> {
	const usual = inUsualForm(asTheyCame(standardEvents(bytes, false)));
	return withAll(await assembledByOpenAi(usual), usual, asked).error === undefined;
}

function areAlike(body: JsonObject | undefined, theirs: Theirs): boolean {
	if (body === undefined || theirs.body === undefined) return body === theirs.body;
	return isDeepStrictEqual(outline(body), outline(theirs.body));
}

function rowFor(why: Failure, body: JsonObject, bytes: Uint8Array): string | undefined {
	const text = new TextDecoder().decode(bytes);
	return refused.find(({ isMeant }) => isMeant(why, body, text))?.name;
}

function differenceOf(
	body: JsonObject | undefined,
	why: Failure | undefined,
	{ body: their, error }: Theirs,
): string {
	const own = body ? inShort(outline(body)) : `${why?.kind}: ${why?.message}`;
	return `ours: ${own}\n  theirs: ${their ? inShort(outline(their)) : error}`;
}
