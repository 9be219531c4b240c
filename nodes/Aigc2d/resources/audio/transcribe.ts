import { invalidField, oneOf, text, texts } from '../../../fields/check';
import { field, labelOf, optionsOf, readField } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { pathField } from '../../../fields/path';
import { operation } from '../operation';
import {
	extraBody,
	fileField,
	prompt,
	recordingModel,
	responseFormat,
	temperature,
} from './fields';
import { readRecording, writeDown, type Recording } from './recording';

const granularity = oneOf(['word', 'segment']);

const language = field({
	property: {
		displayName: 'Spoken Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. en or zh',
		description:
			'Two-letter code of the language that is spoken. If you leave this out, the model recognises it.',
	},
	wire: 'language',
	check: text,
});

const timestampGranularities = field({
	property: {
		displayName: 'Timestamp Granularities',
		name: 'timestampGranularities',
		type: 'multiOptions',
		options: [
			{ name: 'Segment', value: 'segment' },
			{ name: 'Word', value: 'word' },
		],
		default: ['segment'],
		description:
			'For which parts to return the time at which they are spoken. Needs the response format Verbose JSON.',
	},
	wire: 'timestamp_granularities',
	check: (value, label) => texts(value, label)?.map((one) => granularity(one, label)),
});

const route = pathField('/v1/audio/transcriptions', false);

const options = optionsOf([
	language,
	prompt,
	responseFormat,
	temperature,
	timestampGranularities,
	includeInput,
	route,
	extraBody,
]);

/**
 * Audio → Transcribe: POST /v1/audio/transcriptions. Not among the recovered pages of AIGC2D, but its
 * clients are known to use it.
 */
export const transcribe = operation<Recording>({
	value: 'transcribe',
	name: 'Transcribe',
	action: 'Transcribe a recording',
	description: 'Write down what is said in a recording, in the language that is spoken',
	fields: [recordingModel, fileField, options],
	unit: 1,

	async read(parameters) {
		const given = readField(parameters, options);
		const isTimed = given.get(timestampGranularities) !== undefined;
		if (isTimed && given.get(responseFormat) !== 'verbose_json') {
			invalidField(
				labelOf(timestampGranularities),
				'needs the response format Verbose JSON',
				'Add the option Response Format and choose Verbose JSON, or remove this option.',
			);
		}
		return await readRecording(parameters, given, route);
	},

	async run([recording], { send }) {
		return [await writeDown(recording, send)];
	},
});
