/** The routes of midjourney-proxy, in its dialect and in that of AIGC2D's own object. */
import { paint } from '../../images/painter.mjs';
import { sentMembers } from '../../members.mjs';
import { refuseImpossible } from '../picture.mjs';
import { gridButtons, singleButtons } from './buttons.mjs';
import { dialectOf } from './dialects.mjs';
import { Refusal } from './refusal.mjs';
import { readShared, readWindow } from './shared.mjs';
import { wishes } from './wishes.mjs';

const size = { width: 256, height: 256 };
const prices = { IMAGINE: 100, UPSCALE: 10, VARIATION: 50, DESCRIBE: 50, BLEND: 100 };
const otherPrice = 50;

/**
 * @param {import('../../routes.mjs').Means} means
 * @param {string} name last part of the path
 * @returns {import('../../server.mjs').Handler}
 */
export function submitRoute(means, name) {
	const { pictures, begin, onSubmit } = means;
	const queue = means.queues.midjourney;
	return refusing(async ({ body, signal, origin, content }) => {
		onSubmit();
		const given = sentMembers(await body());
		const dialect = dialectOf(given);
		const sent = inCamelCase(given);
		const wish = wishes[name](sent, (id) => findTask(queue, id));
		const { state, notifyHook } = readShared(sent);
		await begin(signal);
		refuseFull(queue);
		const task = queue.submit(
			{
				points: prices[wish.action] ?? otherPrice,
				request: { ...wish, state },
				work: () => resultOf(task.request, (png) => origin + pictures.keep(png)),
				show: (shown) => dialect.task(shown, queue.progressOf(shown)),
				callback: notifyHook,
			},
			wish.window,
		);
		const window = wish.window ? `${wish.prompt} --zoom 2` : undefined;
		content('application/json', dialect.taken(task.id, { window }));
	});
}

/**
 * The answer to a window that a button has opened.
 *
 * @param {import('../../routes.mjs').Means} means
 * @returns {import('../../server.mjs').Handler}
 */
export function windowRoute({ queues, onSubmit }) {
	const queue = queues.midjourney;
	return refusing(async ({ body, content }) => {
		onSubmit();
		const given = sentMembers(await body());
		const sent = inCamelCase(given);
		const task = findTask(queue, sent.taskId);
		if (task.state !== 'window') throw new Refusal(4, 'the task has no open window');
		const { prompt = task.request.prompt, pictures } = readWindow(sent);
		refuseFull(queue);
		task.request.prompt = prompt;
		task.request.pictures.push(...pictures);
		queue.release(task);
		content('application/json', dialectOf(given).taken(task.id, {}));
	});
}

/**
 * @param {import('../../routes.mjs').Means} means
 * @param {string} id
 * @returns {import('../../server.mjs').Handler}
 */
export function taskRoute({ queues }, id) {
	return ({ content }) => {
		const task = queues.midjourney.find(id);
		// midjourney-proxy answers with nothing for a task that it does not know.
		content('application/json', task ? task.show(task) : '');
	};
}

function refusing(handler) {
	return async (exchange) => {
		try {
			await handler(exchange);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			exchange.json(error);
		}
	};
}

function refuseFull(queue) {
	if (queue.isFull) throw new Refusal(23, 'The queue is full, please try again later');
}

function findTask(queue, id) {
	const task = typeof id === 'string' ? queue.find(id) : undefined;
	if (!task) throw new Refusal(3, 'task_not_exist');
	return task;
}

function inCamelCase(members) {
	const renamed = Object.entries(members).map(([name, value]) => [
		name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()),
		value,
	]);
	return Object.fromEntries(renamed);
}

function resultOf({ action, prompt, pictures, isGrid, text }, keep) {
	refuseImpossible(prompt);
	if (text !== undefined) return { text };
	const url = keep(paint(size, [action, prompt, ...pictures]));
	return { url, buttons: isGrid ? gridButtons() : singleButtons() };
}
