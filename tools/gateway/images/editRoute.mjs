/** POST /v1/images/edits: patterns that also depend on the bytes of the pictures that were sent. */
import { invalidField } from '../errors.mjs';
import { drawAll } from './answer.mjs';
import { isPng, sizeOfPng } from './png.mjs';
import { readImageSettings } from './settings.mjs';

const mostPictures = 16;
const largestPicture = 25 * 1024 * 1024;

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function editRoute(means) {
	return async ({ form, signal, origin, json }) => {
		const { texts, files } = await form();
		const settings = readImageSettings(numbersIn(texts));
		const given = readPictures(files);
		means.models.check(settings.model, 'images');
		await means.begin(signal);
		// A picture that is not asked for in a size gets that of the first one sent, if it says its size where we look.
		const [first] = given;
		const size = settings.size ?? (isPng(first) ? sizeOfPng(first) : undefined);
		json(drawAll(means, { ...settings, size }, { origin, given }));
	};
}

/** A form has texts only; what is a number in JSON is read as one. */
function numbersIn(texts) {
	const numbers = Object.entries(texts).filter(([name]) => name === 'n' || name === 'seed');
	return { ...texts, ...Object.fromEntries(numbers.map(([name, text]) => [name, Number(text)])) };
}

/** @param {import('../requestBody.mjs').Form['files']} files @returns {[Buffer, ...(Buffer | string)[]]} the pictures; then a word and the mask, if there is one */
function readPictures(files) {
	const pictures = files.filter(({ name }) => name === 'image' || name === 'image[]');
	const masks = files.filter(({ name }) => name === 'mask');
	if (pictures.length === 0)
		throw invalidField(
			'image',
			"Missing required parameter: 'image'.",
			'missing_required_parameter',
		);
	if (pictures.length > mostPictures)
		throw invalidField('image', `Invalid 'image': expected at most ${mostPictures} pictures.`);
	if (masks.length > 1) throw invalidField('mask', "Invalid 'mask': expected one picture.");
	const other = files.find((file) => !pictures.includes(file) && !masks.includes(file));
	if (other)
		throw invalidField(other.name, `Unknown parameter: '${other.name}'.`, 'unknown_parameter');
	const bytesOf = (some) => some.map(({ name, file }) => checked(name, file.bytes));
	const [first, ...others] = bytesOf(pictures);
	return [first, ...others, ...masks.map(({ name }) => name), ...bytesOf(masks)];
}

function checked(name, bytes) {
	if (bytes.length > largestPicture)
		throw invalidField(name, `Invalid '${name}': a picture has more than 25 MB.`);
	const isJpeg = bytes.subarray(0, 3).toString('hex') === 'ffd8ff';
	const isWebp = bytes.subarray(8, 12).toString('latin1') === 'WEBP';
	if (!isPng(bytes) && !isJpeg && !isWebp)
		throw invalidField(name, `Invalid '${name}': expected a PNG, JPEG or WebP.`, 'invalid_image');
	return bytes;
}
