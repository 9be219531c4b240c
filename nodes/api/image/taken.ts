import type { JsonObject } from '../call';
import { isObject, textOf } from '../json';

/** Members that name a task, whatever else is said. */
const taskMembers = [
	'task_id',
	'taskId',
	'taskid',
	'TaskId',
	'job_id',
	'jobId',
	'JobId',
	'task_uuid',
	'taskUuid',
];
/** Members that name it where a status of a queue stands beside them. */
const idMembers = ['id', 'request_id', 'requestId', 'uuid', 'prediction_id'];
const statusMembers = ['status', 'task_status', 'taskStatus', 'state', 'job_status'];
/** Words of a queue for what is not done yet. */
const inQueue =
	/^(not_?start(ed)?|submit(ted|ting)?|pending|(in_?)?queued?|queu?e?ing|waiting|created?|starting|started|accepted|received|scheduled|(in_?)?progress|running|processing|generating|in_?process|init(ial(ized)?)?|排队中?|处理中|生成中|已提交)$/i;
/** Members that hold a task, or its ID. */
const around = ['data', 'result', 'results', 'output', 'task', 'job', 'response', 'tasks'];
/** An ID that stands alone. */
const bareId = /^(?=.*\d)[\w-]{6,100}$/;
const deepest = 4;

/** The ID of the task that a gateway has taken on in place of a picture; undefined when there is none. */
export function taskTaken(value: unknown, depth = 0): string | undefined {
	if (depth > deepest) return undefined;
	if (Array.isArray(value)) return value.length === 1 ? taskTaken(value[0], depth + 1) : undefined;
	if (!isObject(value)) return undefined;
	const own = idIn(value, taskMembers) ?? (isQueued(value) ? idIn(value, idMembers) : undefined);
	if (own !== undefined) return own;
	const inside = around.map((name) => taskTaken(value[name], depth + 1)).find((id) => id);
	return inside ?? (depth === 0 ? bareIdIn(value) : undefined);
}

function idIn(object: JsonObject, names: readonly string[]): string | undefined {
	const found = names.map((name) => textOf(object[name])?.trim()).find((id) => id);
	return found !== undefined && found.length <= 200 ? found : undefined;
}

function isQueued(object: JsonObject): boolean {
	return statusMembers.some((name) => {
		const status = object[name];
		return typeof status === 'string' && inQueue.test(status.trim().replace(/[\s-]+/g, '_'));
	});
}

/** `{"code": 1, "result": "17000000000000107"}`: midjourney-proxy's way. */
function bareIdIn(body: JsonObject): string | undefined {
	if (body.code === undefined) return undefined;
	return ['result', 'data']
		.map((name) => textOf(body[name])?.trim())
		.find((id) => id !== undefined && bareId.test(id));
}
