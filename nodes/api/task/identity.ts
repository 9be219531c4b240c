import { isObject, type JsonObject, textOf } from '../json';

/** Members around a task, or around a list of tasks. */
export const taskContainers = [
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
const taskIdMembers = [
	'taskid',
	'jobid',
	'predictionid',
	'generationid',
	'imagineid',
	'operationid',
];
/** Members that may hold it. */
const idMembers = ['id', 'uuid', 'taskuuid'];
/** The ID of the request, which is that of the task at gateways that also name an address to ask at (fal). */
const requestIdMembers = ['requestid'];
const addressMembers = ['status_url', 'response_url', 'polling_url', 'statusurl', 'responseurl'];

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
	return [...sureIdsOf(body), ...membersNamed(body, idMembers)];
}

/** The IDs of an object under names that only tasks have. */
export function sureIdsOf(body: JsonObject): string[] {
	return membersNamed(body, taskIdMembers);
}

/** The IDs of an object under any other name, that of the request included. */
export function otherIdsOf(body: JsonObject): string[] {
	return membersNamed(body, [...idMembers, ...requestIdMembers]);
}

/**
 * The ID of the task in the answer to a submission: under a name that only tasks have, wherever it stands; else
 * the nearest under another name, or bare in `result` or `data` (midjourney-proxy). Null when there is none.
 */
export function submittedId(body: JsonObject): string | null {
	const objects = objectsAround(body);
	const [sure] = objects.flatMap(sureIdsOf);
	if (sure !== undefined) return sure;
	const [bare] = objects.flatMap((object) => bareIds(object));
	const [near] = objects.flatMap((object) => [
		...bareIds(object),
		...membersNamed(object, idMembers),
	]);
	const asked = objects.filter((object) =>
		addressMembers.some((name) => textOf(object[name]) !== null),
	);
	const [request] = asked.flatMap((object) => membersNamed(object, requestIdMembers));
	return bare ?? near ?? request ?? null;
}

/** An object and what lies in the members that may be around a task, the outermost first. */
export function objectsAround(body: unknown): JsonObject[] {
	let all: JsonObject[] = [];
	let level: unknown[] = [body];
	for (let depth = 0; depth < deepest && level.length > 0; depth++) {
		const objects = level.flat().filter(isObject);
		all = all.concat(objects);
		level = objects.flatMap((object) => taskContainers.map((name) => object[name]));
	}
	return all;
}

/** `result` and `data` as the ID itself, or as a list of it. */
export function bareIds({ result, data }: JsonObject): string[] {
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
	return id !== undefined && isUsableId(id) ? [id] : [];
}

/** Whether a text is an ID of a task, and no word on how it went. */
export function isUsableId(id: string): boolean {
	const isWord =
		/^(ok|success|succeeded|true|false|null|none|undefined|submitted|queued|pending)$/i;
	return isTaskId(id) && !isWord.test(id);
}
