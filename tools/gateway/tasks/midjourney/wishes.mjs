/** What each route of Midjourney asks for. */
import { createHash } from 'node:crypto';
import { sizeInWords } from '../picture.mjs';
import { actionOf, opensWindow } from './buttons.mjs';
import { Refusal } from './refusal.mjs';
import { readPictures, readPrompt } from './shared.mjs';

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
		if (!['MID_JOURNEY', 'NIJI_JOURNEY'].includes(botType)) throw new Refusal(4, 'unknown botType');
		const pictures = readPictures(base64Array, 0, 5);
		return { action: 'IMAGINE', prompt: readPrompt(prompt), pictures, isGrid: true };
	},
	blend({ base64Array, dimensions = 'SQUARE' }) {
		if (!['PORTRAIT', 'SQUARE', 'LANDSCAPE'].includes(dimensions))
			throw new Refusal(4, 'unknown dimensions');
		return { action: 'BLEND', prompt: '', pictures: readPictures(base64Array, 2, 5), isGrid: true };
	},
	describe({ base64 }) {
		const [picture] = readPictures([base64], 1, 1);
		return { action: 'DESCRIBE', prompt: '', pictures: [], isGrid: false, text: describe(picture) };
	},
	change({ taskId, action, index }, find) {
		if (!['UPSCALE', 'VARIATION', 'REROLL'].includes(action))
			throw new Refusal(4, 'unknown action');
		if (action !== 'REROLL' && ![1, 2, 3, 4].includes(index))
			throw new Refusal(4, 'index is not 1 to 4');
		const { state, request, result } = find(taskId);
		if (state !== 'done' || !request.isGrid) throw new Refusal(4, 'the task cannot be changed');
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

/** Four prompts. Their size is that of the picture; their colours are a hash of it, whatever it shows. */
function describe(picture) {
	const hash = createHash('sha256').update(picture).digest('hex');
	const line = (number) =>
		`${number}️⃣ A pattern of #${hash.slice(number * 6, number * 6 + 6)}, ${sizeInWords(picture)}`;
	return [1, 2, 3, 4].map(line).join('\n\n');
}
