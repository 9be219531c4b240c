import { imageType } from '../../../api/image/type';
import type { BinaryOutput } from '../../../api/call';
import type { Parameters } from '../operation';
import { readFile, type Accepted } from './files';

/** Largest picture that is sent within a request, in MB; it grows by a third on the way. */
const largestPicture = 10;

const pictures: Accepted = {
	type: (mimeType) => /^image\/(png|jpeg|webp)$/.test(mimeType),
	words: 'a picture (PNG, JPEG or WebP)',
	most: largestPicture,
	recognise: imageType,
};

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

/** The same with its type in front, as a data URL. */
export async function readPictureUrl(
	parameters: Parameters,
	name: string,
	label: string,
): Promise<string> {
	const file = await readFile(parameters, name, label, pictures);
	return `data:${file.mimeType};base64,${base64Of(file)}`;
}

function base64Of({ bytes }: BinaryOutput): string {
	return Buffer.from(bytes).toString('base64');
}
