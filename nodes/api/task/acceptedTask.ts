import type { Failure } from '../failure';
import { sentStatus } from './facts';
import { bareIds, isUsableId, objectsAround, otherIdsOf, sureIdsOf } from './identity';
import { knownStatus } from './status';
import type { TaskStatus } from './task';

/** An ID that stands bare where there may be words as well. */
const bareId = /^(?=.*\d)[\w-]{6,100}$/;

/**
 * The ID of the task that an answer names although it does not hold what was asked for: under a name that only
 * tasks have, beside the state of one, or bare beside a code (midjourney-proxy). Null when there is none: any
 * other ID may be that of the answer.
 *
 * @param isMeant which states count
 */
export function namedTask(
	body: unknown,
	isMeant: (state: TaskStatus) => boolean = () => true,
): string | null {
	const objects = objectsAround(body);
	const [sure] = objects.flatMap(sureIdsOf);
	const tasks = objects.filter((object) => {
		const state = knownStatus(sentStatus(object));
		return state !== undefined && isMeant(state);
	});
	const [near] = tasks.flatMap(otherIdsOf);
	const coded = objects.filter(({ code }) => code !== undefined);
	const bare = coded.flatMap(bareIds).find((id) => bareId.test(id));
	return sure ?? near ?? bare ?? null;
}

/** An ID that is whole, in a text: under a name that only tasks have, or long and bare (midjourney-proxy). */
const inText = [
	/"(?:task_?id|job_?id)"\s*:\s*(?:"([^"\s]{1,200})"|(\d{1,40})\s*[,}\]])/gi,
	/"result"\s*:\s*(?:"(\d{10,40})"|(\d{10,40})\s*[,}\]])/g,
];

/**
 * The ID that the text of an answer names as that of a task, also of one that is broken or cut off. Null when
 * there is none that is whole.
 */
export function namedId(text: string): string | null {
	const start = text.slice(0, 100_000);
	const found = inText.flatMap((form) => [...start.matchAll(form)]);
	return found.map(([, quoted, bare]) => quoted ?? bare ?? '').find(isUsableId) ?? null;
}

/** What the failure of an answer tells of the task that the gateway has taken on: it can still be asked for. */
export function acceptedTask(id: string | null): Pick<Failure, 'task_id'> & { retryable?: false } {
	return id === null ? {} : { task_id: id, retryable: false };
}
