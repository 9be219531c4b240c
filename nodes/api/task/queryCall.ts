import { longestKept } from '../answer/partial';
import type { Call, Request } from '../call';
import { failure, type Failure } from '../failure';
import { isObject, tryParseBody, without } from '../json';
import { bufferedReader } from '../readers/buffered';
import { decode } from '../readers/charset';
import { headFacts, noHead } from '../readers/head';
import { notJson } from '../readers/json';
import { largestWithFiles } from '../readers/largest';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { passingTrouble } from '../refusal/kinds';
import { isPage } from '../refusal/page';
import { readAnyError, readErrorResponse } from '../refusal/refusal';
import { sentStatus } from './facts';
import { findTask, hasTasks, isWithoutTasks } from './findTask';
import { idsOf, taskContainers } from './identity';
import { imageUrls } from './images';
import { readTask } from './readTask';
import type { StartedTask, Task } from './task';
import { saysTaskUnknown } from './unknownTask';

/** Longest time for one look at a task, in seconds; a look that hangs must not hold the task up. */
const longestLook = 60;
/** Longest part of an answer that is quoted in a message, in characters. */
const longestQuote = 120;

/** A task that was taken on, and has an ID. */
export type KnownTask = StartedTask & { id: string };

/**
 * How a task stands. AIGC2D says that a task can be asked for by its ID, but the route is not known: the
 * path is the user's. Costs nothing, and counts against no limit that is known. What it ends with says nothing
 * of other requests, nor they of it: the task was taken on, whatever becomes of the key.
 *
 * @param path with `{id}` in it: asked with GET. Without: with POST, and the ID in the body
 */
export function queryCall(path: string, begun: KnownTask): Call<Task> {
	return {
		request: requestFor(path, begun.id),
		lane: null,
		repeat: 'free',
		standsAlone: true,
		within: longestLook,
		reader() {
			let head = noHead;
			const reader = bufferedReader<Task>((bytes) => interpret(decode(bytes, head), head, begun), {
				most: largestWithFiles,
			});
			return {
				...reader,
				// A task that has failed may come under the status of a failure: the answer tells first.
				head(received) {
					head = received;
					reader.head({ ...received, status: 200 });
				},
				end: () => notFoundByWords(reader.end()),
			};
		},
	};
}

/** Whether a look was answered, whole, with something that is no task and tells of no trouble. */
export function isNoTask({ kind, text }: Failure): boolean {
	return kind === 'malformed' && text !== undefined;
}

/** Gateways have no status of their own for a task that they do not know; the words tell. */
function notFoundByWords(reading: Reading<Task>): Reading<Task> {
	const { failure: why } = reading;
	if (why === undefined || !saysTaskUnknown(why.message, why.code, why.type)) return reading;
	return { failure: { ...why, kind: 'notFound', retryable: false } };
}

function requestFor(path: string, id: string): Request {
	const filled = path.replaceAll('{id}', encodeURIComponent(id));
	return filled === path
		? { method: 'POST', path, body: { task_id: id } }
		: { method: 'GET', path: filled };
}

function interpret(text: string, head: ResponseHead, begun: KnownTask): Reading<Task> {
	const body = tryParseBody(text);
	if (head.status >= 300) {
		const own = findTask(body, begun.id);
		const isOwn = own !== undefined && idsOf(own).includes(begun.id) && sentStatus(own) !== null;
		return isOwn ? taskOf(own, body, head, begun) : { failure: readErrorResponse(head, text) };
	}
	// midjourney-proxy answers with nothing for a task that it does not know.
	if (text.trim() === '' || body === null) return { failure: unknownTask(head, begun.id) };
	const found = findTask(body, begun.id);
	if (found !== undefined) return taskOf(found, body, head, begun);
	// Another's task tells nothing of this one, whatever its state.
	if (hasTasks(body)) return { failure: unknownTask(head, begun.id) };
	const told = readAnyError(head, body);
	if (told && saysTaskUnknown(told.message, told.code)) return { failure: told };
	if (told && !saysLittle(told)) return { failure: told };
	if (told === undefined && isWithoutTasks(body)) return { failure: unknownTask(head, begun.id) };
	return { failure: withoutTask(head, text, body) };
}

function taskOf(
	found: Parameters<typeof readTask>[0],
	body: unknown,
	head: ResponseHead,
	begun: KnownTask,
): Reading<Task> {
	const task = readTask(found, begun, head);
	const { status_sent, fail_reason, status, image_urls } = task;
	// BFL says so in the place of the state; others fail with these words, without an ID.
	const isNameless = idsOf(found).length === 0;
	const said = status === 'failed' && isNameless ? [status_sent, fail_reason] : [status_sent];
	if (saysTaskUnknown(...said)) return { failure: unknownTask(head, begun.id) };
	if (image_urls.length > 0 || found === body || !isObject(body)) return { value: task };
	return { value: { ...task, image_urls: imageUrls(without(body, ...taskContainers), head) } };
}

/** Words that tell of no trouble which passes: the answer came whole, and would come the same again. */
function saysLittle({ kind, code, message }: Failure): boolean {
	if (kind === 'malformed') return true;
	return kind === 'server' && !/^5\d\d$/.test(code ?? '') && !passingTrouble.test(message);
}

function unknownTask(head: ResponseHead, id: string): Failure {
	return failure('notFound', { ...headFacts(head), message: `The gateway knows no task ${id}` });
}

/** An answer that is no task: broken on the way, a page, or something else, which is quoted. */
function withoutTask(head: ResponseHead, text: string, body: unknown): Failure {
	if (body === undefined && (isPage(text) || notJson(head, text).retryable))
		return notJson(head, text);
	const said = text.trim().replace(/\s+/g, ' ');
	const quote = said.length > longestQuote ? `${said.slice(0, longestQuote)}…` : said;
	return unusable(head, `The gateway answered with something that is not a task: ${quote}`, {
		description: 'Most likely the option Task Path is wrong for this gateway.',
		text: text.slice(0, longestKept),
	});
}
