import type { BinaryOutput } from '../api/output';
import { text } from './check';
import { field } from './field';
import { binaryHint, readFile, type Accepted } from './files';
import type { Parameters } from './parameters';

/** Largest picture that is sent within a request, in MB; it grows by a third on the way. */
const largestPicture = 10;

/** Pictures of any size up to so many MB, by their bytes. */
export function picturesUpTo(most: number): Accepted {
	return {
		type: (mimeType) => /^image\/(png|jpeg|webp)$/.test(mimeType),
		words: 'an image (PNG, JPEG or WebP)',
		most,
	};
}

const pictures = picturesUpTo(largestPicture);

/** Which file of the item is the picture. */
export const pictureField = field({
	property: {
		displayName: 'Image Binary Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: binaryHint,
		description: `Name of the binary field of the item with the image: PNG, JPEG or WebP of at most ${largestPicture} MB`,
	},
	wire: null,
	check: text,
});

/**
 * A picture of the item in Base64, as it travels within JSON.
 *
 * @throws Failed (`input`) when there is none of that name, when it is empty, too large or of another type
 */
export async function readPictureBase64(
	parameters: Parameters,
	name: string,
	label: string,
): Promise<string> {
	return base64Of(await readFile(parameters, name, label, pictures));
}

/**
 * The same with its type in front, as a data URL.
 *
 * @param isAdded whether the field that names it was added, and can be removed
 */
export async function readPictureUrl(
	parameters: Parameters,
	name: string,
	label: string,
	isAdded = false,
): Promise<string> {
	const file = await readFile(parameters, name, label, pictures, isAdded);
	return `data:${file.mimeType};base64,${base64Of(file)}`;
}

function base64Of({ bytes }: BinaryOutput): string {
	return Buffer.from(bytes).toString('base64');
}
