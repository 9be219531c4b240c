/** A gateway for Midjourney in the form of New API and midjourney-proxy, with troubles. */
import { encodePng } from '../../../tools/gateway/images/png.mjs';
import { startServer } from './server.mjs';

/**
 * @typedef {object} Trouble what goes wrong with one prompt
 * @property {import('./server.mjs').Reply[]} [refusals] answers to its first submissions: nothing is taken on
 * @property {(id: string) => import('./server.mjs').Reply} [taken] the answer to the submission that is taken on
 * @property {import('./server.mjs').Reply[]} [looks] answers to the first looks at its task
 * @property {string} [failReason] why its task fails
 * @property {number} [missing] how often the gateway does not have its picture yet
 */

/**
 * @typedef {object} Taken a task that was taken on
 * @property {string} id beyond 2^53
 * @property {string} prompt
 * @property {Trouble} trouble
 * @property {number} looks at it so far
 * @property {number} fetches of its picture so far
 * @property {Buffer} picture no other task has the same
 */

/**
 * Its tasks show no picture at the first good look, and are over at the second.
 *
 * @param {Record<string, Trouble>} troubles by prompt
 */
export async function startMidjourney(troubles) {
	/** @type {Taken[]} */
	const tasks = [];
	const { url: origin, requests } = await startServer(({ method, url, body }) => {
		if (method === 'POST') return submitted(body);
		const task = tasks.find(({ id }) => url.includes(id));
		if (url === `/mj/task/${task?.id}/fetch`) return looked(task);
		if (url === picturePath(task?.id)) return fetched(task);
		return { status: 404, body: { error: { message: `Invalid URL (GET ${url})` } } };
	});
	const submissions = () => requests.filter(({ method }) => method === 'POST');

	function submitted({ prompt }) {
		const trouble = troubles[prompt] ?? {};
		const tries = submissions().filter(({ body }) => body.prompt === prompt).length;
		const refusal = trouble.refusals?.[tries - 1];
		if (refusal !== undefined) return refusal;
		const before = tasks.length;
		const id = `442275063214085${String(before).padStart(3, '0')}`;
		tasks.push({ id, prompt, trouble, looks: 0, fetches: 0, picture: pictureOf(before) });
		return trouble.taken?.(id) ?? { body: takenOn(id, before) };
	}

	function looked(task) {
		const { looks: troubles = [] } = task.trouble;
		const look = task.looks++;
		return troubles[look] ?? { body: shown(task, look > troubles.length) };
	}

	function fetched(task) {
		const isMissing = task.fetches++ < (task.trouble.missing ?? 0);
		return isMissing
			? { status: 404, body: 'This content is no longer available.' }
			: { headers: { 'content-type': 'image/png' }, body: task.picture };
	}

	function shown({ id, prompt, trouble: { failReason = null } }, isOver) {
		const isDone = isOver && failReason === null;
		const over = isDone ? 'SUCCESS' : 'FAILURE';
		return {
			id,
			action: 'IMAGINE',
			prompt,
			status: isOver ? over : 'IN_PROGRESS',
			progress: isOver ? '100%' : '40%',
			imageUrl: isDone ? origin + picturePath(id) : '',
			failReason: isOver ? failReason : null,
			buttons: [],
		};
	}

	return { url: origin, tasks, requests, submissions };
}

/** New API hands pictures on itself. */
const picturePath = (id) => `/mj/image/${id}`;

/** The first ones are begun at once, the others are queued: both are accepted. */
function takenOn(result, before) {
	return before < 3
		? { code: 1, description: '提交成功', result, properties: {} }
		: {
				code: 22,
				description: `排队中，前面还有${before}个任务`,
				result,
				properties: { numberOfQueues: before },
			};
}

/** @param {number} number below 256 */
function pictureOf(number) {
	return encodePng({ width: 2, height: 1 }, [[number, 0, 255]], () => Uint8Array.of(0, 0));
}
