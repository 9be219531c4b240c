import type { INodeProperties } from 'n8n-workflow';
import { invalidField } from '../../../fields/check';
import { field, type Field } from '../../../fields/field';
import { binaryHints, listOf } from '../../../fields/files';
import type { Parameters } from '../../../fields/parameters';
import { readPictureUrl } from '../../../fields/picture';

const label = 'Image Binary Fields';

/**
 * Pictures of the item that a task works with.
 *
 * @param count how many it takes, at least and at most
 */
export function picturesField(
	{ from, to }: { from: number; to: number },
	look: Partial<Omit<INodeProperties, 'name'>> = {},
): Field<'binaryProperties', string[]> {
	const remedy = `Name ${from === to ? from : `${from} to ${to}`} binary field${to === 1 ? '' : 's'}, separated by commas.`;
	return field({
		property: {
			displayName: label,
			name: 'binaryProperties',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data, image_1',
			hint: binaryHints,
			description:
				'Names of the binary fields of the item with the images, separated by commas: PNG, JPEG or WebP of at most 10 MB each',
			...look,
		},
		wire: null,
		check: (given, place) => {
			const names = listOf(given, place);
			if (names.length >= from && names.length <= to) return names;
			const problem =
				names.length === 0
					? 'is empty'
					: `names ${names.length} image${names.length === 1 ? '' : 's'}`;
			return invalidField(place, problem, remedy);
		},
	});
}

/**
 * The pictures, as data URLs.
 *
 * @param isAdded whether the field that names them was added, and can be removed
 * @throws Failed (`input`) when one is not usable
 */
export async function readPictures(
	names: readonly string[],
	parameters: Parameters,
	isAdded = false,
): Promise<string[]> {
	const pictures: string[] = [];
	for (const name of names) pictures.push(await readPictureUrl(parameters, name, label, isAdded));
	return pictures;
}
