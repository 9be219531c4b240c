import type { Output, Send } from '../../../api/call';
import { Failed, failure } from '../../../api/failure';
import { filesIn } from '../../../api/file/files';
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
		const pictures = wanted ? filesIn(task.image_urls, { status: 200, headers: {} }).files : [];
		const { images, binary, warnings } = await fetchedPictures(pictures, null, send);
		// A picture that came within the answer is a file now; as a text it would only be in the way.
		const image_urls = task.image_urls.filter((url) => !url.startsWith('data:'));
		return {
			json: {
				task: { ...task, image_urls },
				images,
				...(warnings.length === 0 ? {} : { warnings }),
				usage: null,
			},
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
