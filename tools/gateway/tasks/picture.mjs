import { isPng, sizeOfPng } from '../images/png.mjs';

/** What a prompt may say that cannot be drawn, so that clients see a task fail. */
const impossible = /\bimpossible\b/i;

/** @param {string} prompt @throws {Error} what the task fails with */
export function refuseImpossible(prompt) {
	if (impossible.test(prompt)) throw new Error('The picture could not be made');
}

/** Length of what a PNG begins with, up to the end of its header. */
const pngHeader = 33;

/** The bytes of a picture in Base64; undefined when it is none. @param {unknown} text @returns {Buffer | undefined} */
export function pictureBytes(text) {
	if (typeof text !== 'string' || text.length % 4 !== 0) return undefined;
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
	const bytes = Buffer.from(text, 'base64');
	const isWhole = isPng(bytes) && bytes.length >= pngHeader;
	const isJpeg = bytes.subarray(0, 3).toString('hex') === 'ffd8ff';
	const isWebp = /^RIFF.{4}WEBP/s.test(bytes.subarray(0, 12).toString('latin1'));
	return isWhole || isJpeg || isWebp ? bytes : undefined;
}

/** The bytes of a picture in a data URL; undefined when it is none. @param {unknown} url @returns {Buffer | undefined} */
export function pictureOfUrl(url) {
	if (typeof url !== 'string') return undefined;
	const [head] = /^data:image\/\w+;base64,/.exec(url) ?? [];
	return head === undefined ? undefined : pictureBytes(url.slice(head.length));
}

/** @param {Buffer} bytes @returns {string} such as `40 by 24`; of a PNG only */
export function sizeInWords(bytes) {
	if (!isPng(bytes)) return 'unknown size';
	const { width, height } = sizeOfPng(bytes);
	return `${width} by ${height}`;
}
