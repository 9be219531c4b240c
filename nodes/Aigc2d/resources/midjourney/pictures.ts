import type { INodeProperties } from 'n8n-workflow';
import { refuse } from '../../../fields/check';
import { listOf } from '../../../fields/files';
import { readPictureUrl } from '../../../fields/picture';
import type { Parameters } from '../../../fields/parameters';

/** Pictures of the item that a task works with. */
export const picturesField: INodeProperties = {
	displayName: 'Image Binary Fields',
	name: 'binaryProperties',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data, image_1',
	description:
		'Names of the binary fields of the item with the pictures, separated by commas: PNG, JPEG or WebP of at most 10 MB each',
};

/**
 * The pictures, as data URLs.
 *
 * @throws Failed (`input`) when there are too few or too many, or when one is not usable
 */
export async function readPictures(
	given: unknown,
	parameters: Parameters,
	{ from, to }: { from: number; to: number },
): Promise<string[]> {
	const label = picturesField.displayName;
	const names = listOf(given, label);
	if (names.length < from || names.length > to) {
		const wanted = from === to ? `${from}` : `${from} to ${to}`;
		refuse(
			label,
			names.length === 0 ? 'is empty' : `names ${names.length} pictures`,
			`Name ${wanted} binary field${to === 1 ? '' : 's'}, separated by commas.`,
		);
	}
	const pictures: string[] = [];
	for (const name of names) pictures.push(await readPictureUrl(parameters, name, label));
	return pictures;
}
