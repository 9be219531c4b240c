import { isObject, type JsonObject, textOf } from '../json';
import { factIn, factNames, sentStatus } from './facts';
import { idsOf, sureIdsOf, taskContainers } from './identity';
import { imagesOf } from './images';

/**
 * The task of this ID in an answer: the body itself, an object in it, an entry of a list; or the only one that
 * is there, when it has no ID. Undefined when the answer holds none, or only those of others.
 */
export function findTask(body: unknown, id: string): JsonObject | undefined {
	const tasks = tasksIn(body);
	const own = tasks.find((task) => idsOf(task).includes(id));
	if (own !== undefined) return own;
	const [first] = tasks;
	const isOnly = tasks.length === 1 || (first === body && !tasks.some(hasId));
	return first !== undefined && isOnly && !hasId(first) ? first : undefined;
}

/** Whether an answer holds tasks of any ID. */
export function hasTasks(body: unknown): boolean {
	return tasksIn(body).length > 0;
}

/** Whether an answer says that there is no such task by an empty list, or by null in `data`. */
export function isWithoutTasks(body: unknown): boolean {
	if (!isObject(body)) return isEmpty(body);
	const places = taskContainers
		.filter((name) => Object.hasOwn(body, name))
		.map((name) => body[name]);
	return places.length > 0 && places.every(isEmpty);
}

function isEmpty(value: unknown): boolean {
	return (
		value === null ||
		(Array.isArray(value) && value.length === 0) ||
		(isObject(value) && Object.keys(value).length === 0)
	);
}

/** How many entries of a list are looked at: one task was asked for. */
const mostTasks = 1_000;

/** The tasks in an answer, the outermost first. */
function tasksIn(value: unknown): JsonObject[] {
	if (Array.isArray(value)) return value.slice(0, mostTasks).flatMap(tasksIn);
	if (!isObject(value)) return [];
	const inside = taskContainers.flatMap((name) => tasksIn(value[name]));
	if (!isTask(value)) return inside;
	// The results of a task may have IDs and pictures of their own, and are no tasks.
	return [value, ...inside.filter((task) => hasState(task) || sureIdsOf(task).length > 0)];
}

function isTask(body: JsonObject): boolean {
	if (isWords(body)) return false;
	return hasState(body) || (hasId(body) && hasFiles(body));
}

function hasFiles(body: JsonObject): boolean {
	const { urls, videos } = imagesOf(body);
	return urls.length + videos.length > 0;
}

/** A status in figures is that of an answer, not of a task. */
function hasState(body: JsonObject): boolean {
	return /\p{L}/u.test(sentStatus(body) ?? '') || textOf(factIn(body, factNames.progress)) !== null;
}

function hasId(body: JsonObject): boolean {
	return idsOf(body).length > 0;
}

const ofAnswers =
	/^(status|code|message|msg|error|errors|success|data|detail|description|type|request_?id|timestamp|path)$/i;

/** A failed answer in the form of JSend: its status is not that of a task. */
function isWords(body: JsonObject): boolean {
	return (
		/^(error|fail)$/.test(textOf(body.status) ?? '') &&
		(textOf(body.message ?? body.msg ?? body.code) !== null || isObject(body.error)) &&
		!isObject(body.data) &&
		Object.keys(body).every((name) => ofAnswers.test(name))
	);
}
