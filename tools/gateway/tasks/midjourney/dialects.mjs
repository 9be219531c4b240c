/** The two ways in which Midjourney is spoken with: that of midjourney-proxy, and that of AIGC2D's own object. */
import { chinaTime } from '../dates.mjs';
import { withBareId } from '../json.mjs';

/**
 * @typedef {object} Dialect
 * @property {(id: string, more: { window?: string }) => string} taken what a submission that was taken on is answered
 * @property {(task: import('../queue.mjs').Task, progress: number) => string} task
 */

const words = {
	waiting: 'SUBMITTED',
	running: 'IN_PROGRESS',
	window: 'MODAL',
	done: 'SUCCESS',
	failed: 'FAILURE',
};

/** @type {Dialect} */
export const proxy = {
	taken: (id, { window }) =>
		JSON.stringify(
			window === undefined
				? { code: 1, description: 'Submit success', result: id, properties: {} }
				: {
						code: 21,
						description: 'Waiting for window confirm',
						result: id,
						properties: { finalPrompt: window, remix: false },
					},
		),
	task: ({ id, state, request, result, submitted, started, finished, reason }, progress) =>
		JSON.stringify({
			id,
			action: request.action,
			status: words[state],
			prompt: result.text ?? request.prompt,
			promptEn: result.text ?? request.prompt,
			description: `/${request.action.toLowerCase()} ${request.prompt}`,
			state: request.state,
			submitTime: submitted,
			startTime: started,
			finishTime: finished,
			progress: `${progress}%`,
			imageUrl: result.url ?? '',
			failReason: reason,
			properties: { finalPrompt: result.text ?? request.prompt },
			buttons: result.buttons ?? [],
		}),
};

/** @type {Dialect} */
export const own = {
	taken: (id) => withBareId(id, { code: 0, message: 'success' }),
	task: (task, progress) =>
		withBareId(task.id, {
			code: 0,
			message: 'success',
			action: task.request.action,
			prompt: task.result.text ?? task.request.prompt,
			state: task.request.state,
			submit_time: chinaTime(task.submitted),
			start_time: chinaTime(task.started),
			finish_time: chinaTime(task.finished),
			status: words[task.state],
			progress: `${progress}%`,
			image_url: task.result.url ?? '',
			point: task.state === 'failed' ? 0 : task.points,
			fail_reason: task.reason,
			buttons: (task.result.buttons ?? []).map(({ customId, ...button }) => ({
				custom_id: customId,
				...button,
			})),
		}),
};

/** The dialect of a request by the spelling of its members. @param {Record<string, unknown>} body */
export const dialectOf = (body) =>
	Object.keys(body).some((name) => name.includes('_')) ? own : proxy;
