import { isObject, type JsonObject, textOf } from '../json';
import { knownStatus } from './status';

/** The names of each fact of a task in all dialects; the first member that holds something counts. */
export const factNames = {
	id: ['task_id', 'taskId', 'id'],
	action: ['action', 'type'],
	status: [
		'status',
		'task_status',
		'taskStatus',
		'job_status',
		'jobStatus',
		'task_state',
		'taskState',
	],
	progress: ['progress', 'percent', 'percentage', 'task_progress', 'taskProgress'],
	prompt: ['prompt'],
	submitted: ['submit_time', 'submitTime', 'created_at', 'createdAt'],
	started: ['start_time', 'startTime', 'started_at', 'startedAt'],
	finished: ['finish_time', 'finishTime', 'finished_at', 'finishedAt'],
	points: ['point', 'points'],
} as const;

/** What a body holds under the first of these names that holds something. */
export function factIn(body: JsonObject, known: readonly string[]): unknown {
	return known
		.map((name) => body[name])
		.find((value) => value !== undefined && value !== null && value !== '');
}

/**
 * The gateway's word for where a task is; null when it has none. `state` is a text of the user's own in
 * midjourney-proxy, so it counts only where there is no other member for it, and only a word that is known.
 */
export function sentStatus(body: JsonObject): string | null {
	if (factNames.status.some((name) => Object.hasOwn(body, name)))
		return textOf(factIn(body, factNames.status));
	const state = textOf(body.state);
	return knownStatus(state) === undefined ? null : state;
}

/** Progress in percent: `"45%"`, `45` and `0.45` are the same. Undefined when it is not told. */
export function progressOf(body: JsonObject): number | undefined {
	const outcomes = [body, body.task_result, body.output].filter(isObject);
	const value = outcomes
		.map((place) => factIn(place, factNames.progress))
		.find((told) => told != null);
	const text = textOf(value)?.replace('%', '').trim();
	const number = text === undefined || text === '' ? NaN : Number(text);
	if (!Number.isFinite(number)) return undefined;
	const percent = number > 0 && number < 1 ? number * 100 : number;
	return Math.round(Math.min(100, Math.max(0, percent)));
}
