import type { JsonObject } from '../call';
import { isObject, textOf, without } from '../json';
import { imageMembers, imageUrls } from './images';
import { statusOf } from './status';
import type { Begun, Button, Task } from './task';
import { isoTime } from './time';

/** One fact of a task, under its names in all dialects; the first that holds something counts. */
const names = {
	id: ['task_id', 'taskId', 'id'],
	action: ['action', 'type'],
	status: ['status', 'task_status', 'taskStatus'],
	progress: ['progress', 'percent'],
	prompt: ['prompt'],
	submitted: ['submit_time', 'submitTime', 'created_at', 'createdAt'],
	started: ['start_time', 'startTime', 'started_at', 'startedAt'],
	finished: ['finish_time', 'finishTime', 'finished_at', 'finishedAt'],
	reason: ['fail_reason', 'failReason', 'error_message', 'errorMessage', 'error'],
	points: ['point', 'points'],
} as const;

/** Members that have become part of the task, and the words that only say that there is an answer. */
const read = [
	...Object.values(names).flat(),
	...imageMembers,
	'buttons',
	'code',
	'message',
	'error_code',
];

/** Members around a task, or around a list of tasks. */
const around = ['data', 'result', 'task', 'tasks', 'list'];

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

/** Whether an answer is, or has, a list of tasks with none in it. */
export function isWithoutTasks(body: unknown): boolean {
	const lists = isObject(body) ? around.map((name) => body[name]) : [body];
	return lists.some((list) => Array.isArray(list) && list.length === 0);
}

/** The tasks in an answer, the outermost first. */
function tasksIn(value: unknown): JsonObject[] {
	if (Array.isArray(value)) return value.flatMap(tasksIn);
	if (!isObject(value)) return [];
	const inside = around.flatMap((name) => tasksIn(value[name]));
	if (!isTask(value)) return inside;
	// The results of a task may have IDs and pictures of their own, and are no tasks.
	return [value, ...inside.filter((task) => hasState(task) || namesTask(task))];
}

function isTask(body: JsonObject): boolean {
	return hasState(body) || (hasId(body) && imageUrls(body).length > 0);
}

/** A status in figures is that of an answer, not of a task. */
function hasState(body: JsonObject): boolean {
	return (
		/[a-z]/i.test(textOf(fact(body, names.status)) ?? '') ||
		textOf(fact(body, names.progress)) !== null
	);
}

function hasId(body: JsonObject): boolean {
	return idsOf(body).length > 0;
}

function idsOf(body: JsonObject): string[] {
	return names.id.flatMap((name) => textOf(body[name])?.trim() ?? []);
}

function namesTask({ task_id, taskId }: JsonObject): boolean {
	return textOf(task_id ?? taskId) !== null;
}

/** What a gateway says of a task, in the one shape of all dialects. */
export function readTask(body: JsonObject, begun: Begun): Task {
	const sent = textOf(fact(body, names.status));
	const images = imageUrls(body);
	const told = progressOf(fact(body, names.progress));
	const reason = reasonOf(fact(body, names.reason));
	const status = statusOf(sent, {
		progress: told,
		hasImages: images.length > 0,
		failReason: reason,
	});
	const points = Number(textOf(fact(body, names.points)) ?? NaN);
	return {
		id: begun.id,
		action: textOf(fact(body, names.action)) ?? begun.action,
		status,
		status_sent: sent,
		progress: status === 'succeeded' ? 100 : (told ?? 0),
		prompt: textOf(fact(body, names.prompt)) ?? begun.prompt,
		submitted_at: isoTime(fact(body, names.submitted)),
		started_at: isoTime(fact(body, names.started)),
		finished_at: isoTime(fact(body, names.finished)),
		image_urls: images,
		buttons: Array.isArray(body.buttons) ? body.buttons.flatMap(readButton) : [],
		fail_reason: status === 'failed' ? (reason ?? spokenReason(body)) : reason,
		points: Number.isFinite(points) ? points : null,
		points_estimated: begun.points_estimated,
		...without(body, ...read),
	};
}

function fact(body: JsonObject, known: readonly string[]): unknown {
	return known
		.map((name) => body[name])
		.find((value) => value !== undefined && value !== null && value !== '');
}

/** `"45%"`, `45` and `0.45` are the same. */
function progressOf(value: unknown): number | undefined {
	const text = textOf(value)?.replace('%', '').trim();
	const number = text === undefined || text === '' ? NaN : Number(text);
	if (!Number.isFinite(number)) return undefined;
	const percent = number > 0 && number < 1 ? number * 100 : number;
	return Math.round(Math.min(100, Math.max(0, percent)));
}

function reasonOf(value: unknown): string | null {
	const text = isObject(value) ? textOf(value.message) : textOf(value);
	return text === null || /^(null|none|ok|success|0)$/i.test(text.trim()) ? null : text.trim();
}

/** A failed task may have its reason where others say "success". */
function spokenReason({ message, description }: JsonObject): string | null {
	return reasonOf(message) ?? reasonOf(description);
}

function readButton(value: unknown): Button[] {
	if (!isObject(value)) return [];
	const { customId, custom_id, label, emoji, ...more } = value;
	const id = textOf(custom_id) ?? textOf(customId);
	if (id === null) return [];
	return [{ custom_id: id, label: textOf(label) ?? '', emoji: textOf(emoji) ?? '', ...more }];
}
