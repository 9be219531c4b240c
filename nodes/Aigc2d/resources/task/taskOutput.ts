import type { Output, Send } from '../../../api/call';
import { Failed, failure } from '../../../api/failure';
import { readPicture, type GivenPicture } from '../../../api/image/answer';
import type { Task } from '../../../api/task/task';
import { fetchedPictures } from '../image/pictures';
import { namingTask } from './failures';

/**
 * A task as an output; with its pictures as files of the item when it is done.
 *
 * @param hasPicture whether it ends in a picture
 * @param isOwn whether it was submitted by this item
 * @throws Failed; with the ID of the task and the addresses when a picture cannot be fetched
 */
export async function taskOutput(
	task: Task,
	hasPicture: boolean,
	isOwn: boolean,
	send: Send,
): Promise<Output> {
	const wanted = hasPicture && task.status === 'succeeded';
	try {
		if (wanted && task.image_urls.length === 0) throw new Failed(withoutPicture);
		const pictures = wanted ? task.image_urls.map((url) => readPicture({ url })) : [];
		const { images, binary } = await fetchedPictures(pictures as GivenPicture[], null, send);
		// A picture that came within the answer is a file now; as a text it would only be in the way.
		const image_urls = task.image_urls.filter((url) => !url.startsWith('data:'));
		return {
			json: { task: { ...task, image_urls }, images, usage: null },
			...(images.length === 0 ? {} : { binary }),
		};
	} catch (thrown) {
		throw namingTask(thrown, task.id, isOwn);
	}
}

const withoutPicture = failure('malformed', {
	status: 200,
	message: 'The task is done, but the gateway names no picture',
	description: 'Ask for the task again later.',
});
