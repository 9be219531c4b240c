import type { Call, Reading, Request, ResponseHead } from '../call';
import { decoded } from '../charset';
import { failure, type Failure } from '../failure';
import { isObject, tryParseJson } from '../json';
import { notJson } from '../jsonReader';
import { claimedRefusal, requestId, spokenRefusal } from '../refusal/refusal';
import { wholeReader } from '../wholeReader';
import { findTask, hasTasks, isWithoutTasks, readTask } from './readTask';
import type { Begun, Task } from './task';

/** Largest answer that is read, in MB: a picture may be in it. */
const largestAnswer = 256;
/** Longest time for one look at a task, in seconds; a look that hangs must not hold the task up. */
const longestLook = 60;

/**
 * How a task stands. AIGC2D says that a task can be asked for by its ID, but the route is not known: the
 * path is the user's. Costs nothing, and counts against no limit that is known.
 *
 * @param path with `{id}` in it: asked with GET. Without: with POST, and the ID in the body
 */
export function queryCall(path: string, begun: Begun): Call<Task> {
	return {
		request: requestFor(path, begun.id),
		lane: null,
		repeat: 'free',
		within: longestLook,
		reader() {
			const reader = wholeReader<Task>(largestAnswer, { what: 'The answer' }, (bytes, head) =>
				interpret(decoded(bytes, head), head, begun),
			);
			return { ...reader, end: () => inWords(reader.end()) };
		},
	};
}

/** Gateways have no status of their own for a task that they do not know; the words tell. */
function inWords(reading: Reading<Task>): Reading<Task> {
	const { failure: why } = reading;
	const isUnknown =
		why !== undefined &&
		/task.{0,3}(does )?not.{0,3}(exist|found)|no such task|任务不存在/i.test(why.message);
	return isUnknown ? { failure: { ...why, kind: 'notFound', retryable: false } } : reading;
}

function requestFor(path: string, id: string): Request {
	const filled = path.replaceAll('{id}', encodeURIComponent(id));
	return filled === path
		? { method: 'POST', path, body: { task_id: id } }
		: { method: 'GET', path: filled };
}

function interpret(text: string, head: ResponseHead, begun: Begun): Reading<Task> {
	const body = tryParseJson(text);
	// midjourney-proxy answers with nothing for a task that it does not know.
	if (text.trim() === '' || body === null) return { failure: unknownTask(head, begun.id) };
	const found = findTask(body, begun.id);
	if (found !== undefined) return { value: readTask(found, begun) };
	// Another's task tells nothing of this one, whatever its state.
	if (hasTasks(body)) return { failure: unknownTask(head, begun.id) };
	const told = isObject(body) && (claimedRefusal(head, body) ?? spokenRefusal(head, body));
	if (told) return { failure: told };
	if (isWithoutTasks(body)) return { failure: unknownTask(head, begun.id) };
	return { failure: isObject(body) ? withoutTask(head) : notJson(head, text) };
}

function unknownTask(head: ResponseHead, id: string): Failure {
	return failure('notFound', {
		status: head.status,
		request_id: requestId(head),
		message: `The gateway knows no task ${id}`,
	});
}

function withoutTask(head: ResponseHead): Failure {
	return failure('malformed', {
		status: head.status,
		request_id: requestId(head),
		message: 'The gateway answered with something that is not a task',
	});
}
