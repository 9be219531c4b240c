import { isObject, type JsonObject } from '../json';
import type { ResponseHead } from '../readers/reader';
import { sentStatus } from './facts';
import { taskContainers } from './identity';
import { readTask } from './readTask';
import { statusOf } from './status';
import type { Task, TaskStatus } from './task';

const isPictureFile = /^data:|\.(png|jpe?g|webp|gif|avif|bmp)([?#]|$)/i;

/** The states of tasks that an answer names, the outermost first. */
export function statesIn(body: JsonObject): TaskStatus[] {
	const inside = taskContainers.flatMap((name) => body[name]).filter(isObject);
	return [body, ...inside].flatMap((place) => {
		const sent = sentStatus(place);
		const nothing = { progress: undefined, hasImages: false, failReason: null };
		return sent === null ? [] : [statusOf(sent, nothing)];
	});
}

/**
 * The task whose pictures are in the answer to its submission, as AUTOMATIC1111, Stability and SiliconFlow give
 * them; undefined when there are none, or only previews of one that goes on.
 *
 * @param id of the task; null when the answer names none
 */
export function finishedTaskIn(
	body: JsonObject,
	id: string | null,
	head: ResponseHead,
): Task | undefined {
	const begun = { id, action: null, prompt: null, points_estimated: null };
	const task = readTask(body, begun, head);
	const states = statesIn(body);
	if (states.some((state) => state !== 'succeeded')) return undefined;
	// Beside an ID, an address with the ID in it is that of the task.
	const isOfTask = (url: string) => id !== null && url.includes(id) && !isPictureFile.test(url);
	const image_urls = task.image_urls.filter((url) => !isOfTask(url));
	if (image_urls.length === 0) return undefined;
	return { ...task, status: 'succeeded', progress: 100, image_urls };
}
