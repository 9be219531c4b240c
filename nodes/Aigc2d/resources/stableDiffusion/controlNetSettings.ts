import { number, type Check } from '../../../fields/check';
import { field, type Field } from '../../../fields/field';
import { openEnum } from '../../../fields/openEnum';

/** What differs between settings that are numbers. */
interface NumberSetting<Name extends string> {
	displayName: string;
	name: Name;
	wire: string;
	description: string;
	initial?: number;
	check?: Check<number>;
}

const numberField = <Name extends string>({
	displayName,
	name,
	wire,
	description,
	initial = 0,
	check = number({ from: 0, whole: true }),
}: NumberSetting<Name>): Field<Name, number> => ({
	property: { displayName, name, type: 'number', default: initial, description },
	wire,
	check,
});

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

/** What can be set for a unit beside its image and its preset. */
export const unitSettings = [
	openEnum({
		displayName: 'Control Mode',
		name: 'controlMode',
		wire: 'control_mode',
		values: ['Balanced', 'ControlNet is more important', 'My prompt is more important'],
		description:
			'Whether the prompt or the unit counts more. AIGC2D does not list the values; these are the usual ones.',
	}),
	numberField({
		displayName: 'Ending Control Step',
		name: 'endingControlStep',
		wire: 'ending_control_step',
		description: 'Step at which the unit stops guiding the image',
		initial: 20,
	}),
	numberField({
		displayName: 'Model ID',
		name: 'modelId',
		wire: 'model_id',
		description: 'Number of the ControlNet model at AIGC2D',
	}),
	numberField({
		displayName: 'Parameter 1',
		name: 'param1Value',
		wire: 'param_1_value',
		description: 'First setting of the pre-processor',
		check: number(),
	}),
	numberField({
		displayName: 'Parameter 2',
		name: 'param2Value',
		wire: 'param_2_value',
		description: 'Second setting of the pre-processor',
		check: number(),
	}),
	numberField({
		displayName: 'Pre-Processor ID',
		name: 'preProcessorId',
		wire: 'pre_processor_id',
		description:
			'Number of the pre-processor at AIGC2D, which prepares the given image; an edge detector, for example',
	}),
	numberField({
		displayName: 'Pre-Processor Resolution',
		name: 'preProcessorResolution',
		wire: 'pre_processor_resolution',
		description: 'Size of the image on which the pre-processor works, in pixels',
		initial: 512,
	}),
	openEnum({
		displayName: 'Resize Mode',
		name: 'resizeMode',
		wire: 'resize_mode',
		values: ['Crop and Resize', 'Just Resize', 'Resize and Fill'],
		description:
			'What to do with a given image of another shape than the result. AIGC2D does not list the values; these are the usual ones.',
	}),
	numberField({
		displayName: 'Starting Control Step',
		name: 'startingControlStep',
		wire: 'starting_control_step',
		description: 'Step at which the unit begins to guide the image',
	}),
	weight,
];
