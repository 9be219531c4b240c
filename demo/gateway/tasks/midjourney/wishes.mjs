/** What each route of Midjourney asks for. */
import { pictureBytes, sizeInWords } from '../picture.mjs';
import { actionOf, opensWindow } from './buttons.mjs';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {object} Wish
 * @property {string} action
 * @property {string} prompt
 * @property {Buffer[]} pictures sent along
 * @property {boolean} isGrid whether four pictures in one are made
 * @property {string} [text] what a description says, in place of a picture
 * @property {boolean} [window]
 */

const grids = ['IMAGINE', 'VARIATION', 'REROLL'];

/** By the last part of the path; `find` gives the task that is changed. @type {Record<string, (sent: Record<string, any>, find: (id: unknown) => import('../queue.mjs').Task) => Wish>} */
export const wishes = {
	imagine({ prompt, base64Array = [], botType = 'MID_JOURNEY' }) {
		if (typeof prompt !== 'string' || prompt.trim() === '') throw new Refusal(4, 'prompt is empty');
		if (!['MID_JOURNEY', 'NIJI_JOURNEY'].includes(botType)) throw new Refusal(4, 'unknown botType');
		if (/\bforbidden\b/i.test(prompt)) {
			const banned = { promptEn: prompt, bannedWord: 'forbidden' };
			throw new Refusal(24, 'May contain sensitive words', banned);
		}
		return { action: 'IMAGINE', prompt, pictures: readAll(base64Array, 0, 5), isGrid: true };
	},
	blend({ base64Array, dimensions = 'SQUARE' }) {
		if (!['PORTRAIT', 'SQUARE', 'LANDSCAPE'].includes(dimensions))
			throw new Refusal(4, 'unknown dimensions');
		return { action: 'BLEND', prompt: '', pictures: readAll(base64Array, 2, 5), isGrid: true };
	},
	describe({ base64 }) {
		const [picture] = readAll([base64], 1, 1);
		const text = [1, 2, 3, 4].map((way) => `${way}️⃣ A pattern, ${sizeInWords(picture)}`);
		return { action: 'DESCRIBE', prompt: '', pictures: [], isGrid: false, text: text.join('\n\n') };
	},
	change({ taskId, action, index }, find) {
		if (!['UPSCALE', 'VARIATION', 'REROLL'].includes(action))
			throw new Refusal(4, 'unknown action');
		if (action !== 'REROLL' && ![1, 2, 3, 4].includes(index))
			throw new Refusal(4, 'index is not 1 to 4');
		const { request, result } = find(taskId);
		const pictures = [Buffer.from(`${result.url} ${action} ${index}`)];
		return { action, prompt: request.prompt, pictures, isGrid: grids.includes(action) };
	},
	action({ taskId, customId }, find) {
		const { request, result } = find(taskId);
		const known = (result.buttons ?? []).some((button) => button.customId === customId);
		if (!known) throw new Refusal(3, 'button not found');
		const action = actionOf(customId);
		const window = opensWindow(customId);
		const isGrid = window || grids.includes(action);
		return { action, prompt: request.prompt, pictures: [Buffer.from(customId)], isGrid, window };
	},
};

function readAll(list, from, to) {
	const pictures = Array.isArray(list) ? list.map(pictureBytes) : [undefined];
	if (pictures.includes(undefined)) throw new Refusal(4, 'a picture is not valid base64');
	if (pictures.length < from || pictures.length > to)
		throw new Refusal(4, `expected ${from} to ${to} pictures`);
	return /** @type {Buffer[]} */ (pictures);
}
