import type { Failure } from '../failure';
import { isObject, type JsonObject, textOf } from '../json';
import { sentStatus } from './facts';
import { knownStatus } from './status';
import type { TaskStatus } from './task';

/** Members around a task, or around a list of tasks. */
export const aroundTask = [
	'data',
	'result',
	'results',
	'output',
	'task',
	'tasks',
	'list',
	'response',
	'Response',
	'job',
	'prediction',
	'generation',
	'sdGenerationJob',
	'items',
	'records',
	'rows',
	'content',
	'payload',
];

/** Members that hold the ID of a task and nothing else; without case and underscores. */
const surest = ['taskid', 'jobid', 'predictionid', 'generationid', 'imagineid', 'operationid'];
/** Members that may hold it. */
const likely = ['id', 'uuid', 'taskuuid'];
/** The ID of the request, which is that of the task at gateways that also name an address to ask at (fal). */
const last = ['requestid'];
const addresses = ['status_url', 'response_url', 'polling_url', 'statusurl', 'responseurl'];

/** How deep tasks may lie. */
const deepest = 6;

/** Whether a text can be the ID of a task: no words, no address, no path that climbs. */
export function isTaskId(text: string): boolean {
	return (
		/^[\w~@=+|,:-][\w.~@=+|,:/-]{0,199}$/.test(text) &&
		!/(^|\/)\.*(\/|$)/.test(text) &&
		!/^https?:/i.test(text)
	);
}

/** The IDs that an object has as a task; not that of the request. */
export function idsOf(body: JsonObject): string[] {
	return [...membersNamed(body, surest), ...membersNamed(body, likely)];
}

/** Whether an object names a task, and not only something that has an ID. */
export function namesTask(body: JsonObject): boolean {
	return membersNamed(body, surest).length > 0;
}

/**
 * The ID of the task in the answer to a submission: under a name that only tasks have, wherever it stands; else
 * the nearest under another name, or bare in `result` or `data` (midjourney-proxy). Null when there is none.
 */
export function submittedId(body: JsonObject): string | null {
	const objects = objectsAround(body);
	const [sure] = objects.flatMap((object) => membersNamed(object, surest));
	if (sure !== undefined) return sure;
	const [bare] = objects.flatMap((object) => bareIds(object));
	const [near] = objects.flatMap((object) => [...bareIds(object), ...membersNamed(object, likely)]);
	const asked = objects.filter((object) => addresses.some((name) => textOf(object[name]) !== null));
	const [request] = asked.flatMap((object) => membersNamed(object, last));
	return bare ?? near ?? request ?? null;
}

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
	const [sure] = objects.flatMap((object) => membersNamed(object, surest));
	const tasks = objects.filter((object) => {
		const state = knownStatus(sentStatus(object));
		return state !== undefined && isMeant(state);
	});
	const [near] = tasks.flatMap((object) => membersNamed(object, [...likely, ...last]));
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
	return found.map(([, quoted, bare]) => quoted ?? bare ?? '').find(isUsable) ?? null;
}

/** What the failure of an answer tells of the task that the gateway has taken on: it can still be asked for. */
export function acceptedTask(id: string | null): Pick<Failure, 'task_id'> & { retryable?: false } {
	return id === null ? {} : { task_id: id, retryable: false };
}

/** An object and what lies in the members that may be around a task, the outermost first. */
function objectsAround(body: unknown): JsonObject[] {
	const all: JsonObject[] = [];
	let level: unknown[] = [body];
	for (let depth = 0; depth < deepest && level.length > 0; depth++) {
		const objects = level.flat().filter(isObject);
		all.push(...objects);
		level = objects.flatMap((object) => aroundTask.map((name) => object[name]));
	}
	return all;
}

/** `result` and `data` as the ID itself, or as a list of it. */
function bareIds({ result, data }: JsonObject): string[] {
	return [result, data].flat().flatMap(idOf);
}

function membersNamed(body: JsonObject, names: readonly string[]): string[] {
	const members = Object.entries(body).map(([name, value]): [string, unknown] => [
		name.replace(/[_-]/g, '').toLowerCase(),
		value,
	]);
	return names.flatMap((name) =>
		members.filter(([member]) => member === name).flatMap(([, value]) => idOf(value)),
	);
}

function idOf(value: unknown): string[] {
	const id = textOf(value)?.trim();
	return id !== undefined && isUsable(id) ? [id] : [];
}

function isUsable(id: string): boolean {
	const isWord =
		/^(ok|success|succeeded|true|false|null|none|undefined|submitted|queued|pending)$/i;
	return isTaskId(id) && !isWord.test(id);
}
