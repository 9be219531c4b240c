import { isDeepStrictEqual } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- plain comparison
import { type JsonObject, objectsIn } from '../../nodes/api/json';
import type { Arrival } from './arrival';
import { compareAnswers } from './compareAnswers';
import { compareEvents, standardEvents } from './compareEvents';
import { complete } from './differences/complete';
import { asTheyCame, inUsualForm } from './differences/usualForm';
import { type Found, inShort } from './found';
import { assembledByOpenAi } from './oracles/assemble';
import { oursOf } from './oursOf';
import { outline } from './outline';

/** What came of one stream. */
interface Verdict extends Found {
	outcome: 'complete' | 'failed';
	/** It was cut before its end, and read as complete, for a listed reason or for none. */
	isTruncated: boolean;
}

/** Has a stream read by us and by the oracles, and says where they differ. */
export async function judge(arrival: Arrival): Promise<Verdict> {
	const ours = oursOf(arrival);
	const found: Found = { listed: new Set(), faults: [] };
	const events = compareEvents(ours, arrival.bytes, found);
	await compareAnswers(ours, events, arrival, found);
	const { value } = ours.reading;
	const isTruncated =
		arrival.isCut && value !== undefined && !(await isWhole(value.body, arrival.whole, found));
	return { ...found, outcome: value === undefined ? 'failed' : 'complete', isTruncated };
}

/** Whether an answer that was cut has all the choices that the gateway meant to send, as it meant to send them. */
async function isWhole(
	body: JsonObject,
	whole: Uint8Array,
	{ listed, faults }: Found,
): Promise<boolean> {
	const meant = await assembledByOpenAi(inUsualForm(asTheyCame(standardEvents(whole, true))));
	const had = objectsIn(outline(body).choices);
	const sent = meant.body && objectsIn(outline(meant.body).choices);
	if (isDeepStrictEqual(had, sent)) return true;
	const row = complete.find(({ isMeant }) => isMeant(had, sent));
	if (row) listed.add(row.name);
	else faults.push(`complete with ${inShort(had)} of ${meant.error ?? inShort(sent)}`);
	return false;
}
