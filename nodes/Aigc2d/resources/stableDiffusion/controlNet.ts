import { isObject, type JsonObject } from '../../../api/json';
import { oneOf, invalidField, describeValue, text, type Check } from '../../../fields/check';
import { collection, field, labelOf, readCollection, readField } from '../../../fields/field';
import { binaryHint } from '../../../fields/files';
import type { Parameters } from '../../../fields/parameters';
import { readPictureBase64 } from '../../../fields/picture';
import { checkAt, Place } from '../../../fields/place';
import { unitSettings } from './controlNetSettings';

/** Most units in one picture (AIGC2D's price table). */
const mostUnits = 3;

const preset = oneOf(['0', '1', '2', '3', '4']);

const remedy = 'Add up to three units, each with an image.';

const units: Check<unknown[]> = (value, label) => {
	const given = value ?? {};
	const rows: unknown = isObject(given) ? (given.units ?? []) : given;
	if (!Array.isArray(rows))
		return invalidField(label, `must have units, but ${describeValue(given)}`, remedy);
	if (rows.length <= mostUnits) return rows;
	return invalidField(label, `has ${rows.length} units, but ${mostUnits} are the most`, remedy);
};

/** Pictures that lead the composition: a sketch, a pose, a depth map. */
export const controlNetField = field({
	property: {
		displayName: 'ControlNet',
		name: 'controlNet',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		placeholder: 'Add Unit',
		description:
			'Up to three images that guide the composition, such as a sketch or a pose. Each of them raises the price of the result.',
		options: [
			{
				displayName: 'Unit',
				name: 'units',
				values: [
					{
						displayName: 'Image Binary Field',
						name: 'binaryProperty',
						type: 'string',
						default: 'data',
						placeholder: 'e.g. sketch',
						hint: binaryHint,
						description:
							'Name of the binary field with the image: PNG, JPEG or WebP of at most 10 MB',
					},
					{
						displayName: 'Preset',
						name: 'preset',
						type: 'options',
						options: [
							{ name: 'Anime Line Art', value: '3' },
							{
								name: 'Custom',
								value: '0',
								description: 'By Model ID and Pre-Processor ID in the settings',
							},
							{ name: 'Pose', value: '2' },
							{ name: 'Scribble', value: '1' },
							{ name: 'Spatial Line Art', value: '4' },
						],
						default: '1',
						description: 'What the image shows. The names are those of the service behind AIGC2D.',
					},
					collection('Settings', 'settings', 'Add Setting', unitSettings).property,
				],
			},
		],
	},
	wire: null,
	check: units,
});

/**
 * The units as they are sent.
 *
 * @throws Failed (`input`) naming unit and field
 */
export async function readControlNet(parameters: Parameters): Promise<JsonObject[]> {
	const label = labelOf(controlNetField);
	const rows = Place.of(parameters, controlNetField.property.name);
	const read: JsonObject[] = [];
	for (const [position, unit] of readField(parameters, controlNetField).entries()) {
		const labelled = (name: string) => `${label}, unit ${position + 1}, ${name}`;
		const place = rows.within('units', position);
		if (!isObject(unit))
			return invalidField(label, `must have units, but one ${describeValue(unit)}`, remedy);
		const picture = labelled('Image Binary Field');
		const name = checkAt(text, unit.binaryProperty, picture, place.within('binaryProperty'));
		read.push({
			control_net_img: await readPictureBase64(parameters, name, picture),
			control_pre_set_id: preset(String(unit.preset ?? '1'), labelled('Preset')),
			...readCollection(unitSettings, unit.settings, { labelled, place: place.within('settings') })
				.members,
		});
	}
	return read;
}
