import { defined, unlessEmpty } from '../../../api/defined';
import type { JsonObject } from '../../../api/json';
import type { Output } from '../../../api/output';
import type { Send } from '../../../api/call';
import { Failed, failure, type Failure } from '../../../api/failure';
import { filesIn } from '../../../api/file/files';
import type { Task } from '../../../api/task/task';
import { fetchPictures } from '../files/pictures';
import { whyFewer } from '../files/whyFewer';
import { failureWithTask, pictureNotFetched } from './failures';

/** How a task becomes an output. */
export interface TaskOutputOptions {
	/** Whether the task ends in a picture. */
	hasPicture: boolean;
	/** Whether it was submitted by this item. */
	isOwn: boolean;
	send: Send;
}

/** An output with its task. */
export interface TaskOutput extends Output {
	json: JsonObject & { task: Task };
}

/**
 * A task as an output; with its pictures as files of the item when it is done.
 *
 * @throws Failed; with the ID of the task and the addresses when a picture cannot be fetched
 */
export async function taskOutput(
	{ beside = {}, ...task }: Task,
	{ hasPicture, isOwn, send }: TaskOutputOptions,
): Promise<TaskOutput> {
	const { missing = [], videos = [], early, from } = beside;
	const { id, image_urls } = task;
	const wanted = hasPicture && (task.status === 'succeeded' || early !== undefined);
	if (wanted && image_urls.length === 0 && videos.length === 0)
		throw failureWithTask(new Failed(withoutPicture(missing)), id, isOwn);
	const head = { status: 200, headers: {}, ...defined({ url: from }) };
	const pictures = wanted ? filesIn(image_urls, head).files : [];
	const {
		images,
		binary,
		warnings: lost,
	} = await fetchPictures(pictures, null, send).catch((thrown: unknown) => {
		throw pictureNotFetched(thrown, id, isOwn);
	});
	const warnings = [
		...(early === undefined ? [] : [early]),
		...(wanted ? whyFewer(missing, pictures.length) : []),
		...(wanted ? videos.map((url) => `The task made a video, which is not fetched: ${url}`) : []),
		...lost,
	];
	return {
		json: {
			// A picture that came within the answer is a file now; as a text it would only be in the way.
			task: { ...task, image_urls: image_urls.filter((url) => !url.startsWith('data:')) },
			images,
			...defined({ warnings: unlessEmpty(warnings) }),
			usage: null,
		},
		...defined({ binary: images.length === 0 ? undefined : binary }),
	};
}

/** A task that is done and has no picture: what stands in its place says why, if anything does. */
function withoutPicture(missing: readonly Failure[]): Failure {
	const why = missing.find(({ kind }) => kind !== 'malformed');
	if (why !== undefined) return { ...why, retryable: false };
	return failure('malformed', {
		status: 200,
		message: 'The task is done, but the gateway names no image',
		description: 'Ask for the task again later.',
		retryable: false,
	});
}
