import { isPng, sizeOfPng } from '../images/png.mjs';

/** What a prompt may say that cannot be drawn, so that clients see a task fail. */
const impossible = /\bimpossible\b/i;

/** @param {string} prompt @throws {Error} what the task fails with */
export function refuseImpossible(prompt) {
	if (impossible.test(prompt)) throw new Error('The picture could not be made');
}

/** The bytes of a picture in Base64, with or without `data:…` in front; undefined when it is none. @param {unknown} text */
export function pictureBytes(text) {
	if (typeof text !== 'string') return undefined;
	const bytes = Buffer.from(text.replace(/^data:image\/\w+;base64,/, ''), 'base64');
	const isJpeg = bytes.subarray(0, 3).toString('hex') === 'ffd8ff';
	const isWebp = bytes.subarray(8, 12).toString('latin1') === 'WEBP';
	return isPng(bytes) || isJpeg || isWebp ? bytes : undefined;
}

/** @param {Buffer} bytes @returns {string} such as `40 by 24`; of a PNG only */
export function sizeInWords(bytes) {
	if (!isPng(bytes)) return 'unknown size';
	const { width, height } = sizeOfPng(bytes);
	return `${width} by ${height}`;
}
