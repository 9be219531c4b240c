/** POST /sd/txt2img as AIGC2D documents it; /sd/img2img and the look at a task in its manner. */
import { ApiError } from '../../errors.mjs';
import { paint } from '../../images/painter.mjs';
import { chinaTime } from '../dates.mjs';
import { withBareId } from '../json.mjs';
import { refuseImpossible } from '../picture.mjs';
import { readPicture } from './settings.mjs';

/** Words of the upstream service. */
const words = { waiting: 'Queuing', running: 'Running', done: 'Finished', failed: 'Error' };

/**
 * @param {import('../../routes.mjs').Means} means
 * @param {boolean} hasReference whether a picture is sent along
 * @returns {import('../../server.mjs').Handler}
 */
export function submitRoute({ queues, pictures, begin, onSubmit }, hasReference) {
	const queue = queues.stableDiffusion;
	return async ({ body, signal, origin, content }) => {
		onSubmit();
		const wish = readPicture(await body(), hasReference);
		await begin(signal);
		if (queue.isFull)
			throw new ApiError(429, 'The queue is full. Try again later.', { code: 'queue_full' });
		const task = queue.submit({
			points: priceOf(wish),
			request: wish,
			work: () => ({ urls: draw(wish).map((png) => origin + pictures.keep(png)) }),
			show: (shown) => showTask(queue, shown),
		});
		content('application/json', withBareId(task.id, { code: 0, message: 'success' }));
	};
}

/**
 * @param {import('../../routes.mjs').Means} means
 * @param {string} id
 * @returns {import('../../server.mjs').Handler}
 */
export function taskRoute({ queues }, id) {
	return ({ content }) => {
		const task = queues.stableDiffusion.find(id);
		if (!task) throw new ApiError(404, 'task not found', { code: 'task_not_found' });
		content('application/json', task.show(task));
	};
}

function priceOf({ size, steps, pictures, units }) {
	const megapixels = (size.width * size.height) / 1_000_000;
	return Math.round(((5 + 6 * units.length) * megapixels * steps * pictures) / 2.5);
}

function draw({ prompts, negative, pictures, seed, size, units, reference }) {
	refuseImpossible(prompts.join('\n'));
	const given = [...prompts, '-', ...negative, ...units, ...(reference ? [reference] : [])];
	return Array.from({ length: pictures }, (_, number) =>
		paint(size, [...given, String(seed), String(number)]),
	);
}

function showTask(queue, task) {
	return withBareId(task.id, {
		code: 0,
		message: 'success',
		status: words[task.state],
		progress: `${queue.progressOf(task)}%`,
		image_urls: task.result.urls ?? [],
		error_message: task.reason,
		point: task.state === 'failed' ? 0 : task.points,
		submit_time: chinaTime(task.submitted),
		start_time: chinaTime(task.started),
		finish_time: chinaTime(task.finished),
	});
}
