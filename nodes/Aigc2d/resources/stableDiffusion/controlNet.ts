import { isObject, type JsonObject } from '../../../api/json';
import {
	number,
	oneOf,
	invalidField,
	describeValue,
	text,
	type Check,
} from '../../../fields/check';
import {
	collection,
	field,
	labelOf,
	readCollection,
	readField,
	type Field,
} from '../../../fields/field';
import type { Parameters } from '../../../fields/parameters';
import { readPictureBase64 } from '../../../fields/picture';
import { openEnum } from '../../../fields/openEnum';

/** Most units in one picture (AIGC2D's price table). */
const mostUnits = 3;

const numbers = <Name extends string>(
	displayName: string,
	name: Name,
	wire: string,
	description: string,
	whole = true,
	initial = 0,
): Field<Name, number> => ({
	property: { displayName, name, type: 'number', default: initial, description },
	wire,
	check: whole ? number({ from: 0, whole }) : number(),
});

const preset = oneOf(['0', '1', '2', '3', '4']);

const weight = field({
	property: {
		displayName: 'Weight',
		name: 'weight',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0, maxValue: 2, numberPrecision: 2 },
		description: 'How strongly the unit guides the image, from 0 to 2',
	},
	wire: 'control_weight',
	check: number({ from: 0, to: 2 }),
});

const settings = [
	openEnum(
		'Control Mode',
		'controlMode',
		'control_mode',
		['Balanced', 'ControlNet is more important', 'My prompt is more important'],
		'Whether the prompt or the unit counts more. AIGC2D does not list the values; these are the usual ones.',
	),
	numbers(
		'Ending Control Step',
		'endingControlStep',
		'ending_control_step',
		'Step at which the unit stops guiding the image',
		true,
		20,
	),
	numbers('Model ID', 'modelId', 'model_id', 'Number of the ControlNet model at AIGC2D'),
	numbers(
		'Parameter 1',
		'param1Value',
		'param_1_value',
		'First setting of the pre-processor',
		false,
	),
	numbers(
		'Parameter 2',
		'param2Value',
		'param_2_value',
		'Second setting of the pre-processor',
		false,
	),
	numbers(
		'Pre-Processor ID',
		'preProcessorId',
		'pre_processor_id',
		'Number of the pre-processor at AIGC2D, which prepares the given image; an edge detector, for example',
	),
	numbers(
		'Pre-Processor Resolution',
		'preProcessorResolution',
		'pre_processor_resolution',
		'Size of the image on which the pre-processor works, in pixels',
		true,
		512,
	),
	openEnum(
		'Resize Mode',
		'resizeMode',
		'resize_mode',
		['Crop and Resize', 'Just Resize', 'Resize and Fill'],
		'What to do with a given image of another shape than the result. AIGC2D does not list the values; these are the usual ones.',
	),
	numbers(
		'Starting Control Step',
		'startingControlStep',
		'starting_control_step',
		'Step at which the unit begins to guide the image',
	),
	weight,
];

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
						placeholder: 'e.g. data, sketch',
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
					collection('Settings', 'settings', 'Add Setting', settings).property,
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
	const read: JsonObject[] = [];
	for (const [position, unit] of readField(parameters, controlNetField).entries()) {
		const place = (name: string) => `${label}, unit ${position + 1}, ${name}`;
		if (!isObject(unit))
			return invalidField(label, `must have units, but one ${describeValue(unit)}`, remedy);
		const picture = place('Image Binary Field');
		const name = text(unit.binaryProperty, picture);
		read.push({
			control_net_img: await readPictureBase64(parameters, name, picture),
			control_pre_set_id: preset(String(unit.preset ?? '1'), place('Preset')),
			...readCollection(settings, unit.settings, place).members,
		});
	}
	return read;
}
