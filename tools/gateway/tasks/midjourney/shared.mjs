/** Reads what several routes of Midjourney have in common. */
import { isWebAddress } from '../callback.mjs';
import { pictureOfUrl } from '../picture.mjs';
import { Refusal } from './refusal.mjs';

/** What may stand in every submission. @param {Record<string, any>} sent */
export function readShared({ state = '', notifyHook }) {
	if (typeof state !== 'string') throw new Refusal(4, 'state is not a text');
	if (notifyHook !== undefined && !isWebAddress(notifyHook))
		throw new Refusal(4, 'notifyHook is not a web address');
	return { state, notifyHook };
}

/** What may stand in the answer to a window. @param {Record<string, any>} sent */
export function readWindow({ prompt, maskBase64 }) {
	return {
		prompt: prompt === undefined ? undefined : readPrompt(prompt),
		pictures: maskBase64 === undefined ? [] : readPictures([maskBase64], 1, 1),
	};
}

/** @param {unknown} prompt @returns {string} */
export function readPrompt(prompt) {
	if (typeof prompt !== 'string' || prompt.trim() === '') throw new Refusal(4, 'prompt is empty');
	if (/\bforbidden\b/i.test(prompt)) {
		const banned = { promptEn: prompt, bannedWord: 'forbidden' };
		throw new Refusal(24, 'May contain sensitive words', banned);
	}
	return prompt;
}

/** @param {unknown} list data URLs @param {number} from @param {number} to @returns {Buffer[]} */
export function readPictures(list, from, to) {
	const pictures = Array.isArray(list) ? list.map(pictureOfUrl) : [undefined];
	if (pictures.includes(undefined)) throw new Refusal(4, 'a picture is not valid base64');
	if (pictures.length < from || pictures.length > to)
		throw new Refusal(4, `expected ${from} to ${to} pictures`);
	return /** @type {Buffer[]} */ (pictures);
}
