import type { FormPart } from '../../../api/call';
import { transcriptionCall } from '../../../api/audio/transcription';
import { number, oneOf, invalidField, text, texts } from '../../../fields/check';
import { field, labelOf, optionsOf, readField } from '../../../fields/field';
import { readFile, type Accepted } from '../../../fields/files';
import { filePart, formFields } from '../../../fields/form';
import { modelField } from '../../../fields/model';
import { pathField } from '../../../fields/path';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';

const fileField = field({
	property: {
		displayName: 'Audio Binary Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		description:
			'Name of the binary field of the item with the recording: FLAC, M4A, MP3, MP4, OGG, WAV or WebM of less than 25 MB',
	},
	wire: null,
	check: text,
});

const sounds: Accepted = {
	type: (mimeType, fileName) =>
		/^audio\/|^video\/(mp4|mpeg|webm|ogg)$|^application\/ogg$/.test(mimeType) ||
		/\.(flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/i.test(fileName),
	words: 'an audio file (FLAC, M4A, MP3, MP4, OGG, WAV or WebM)',
	most: 25,
};

const granularity = oneOf(['word', 'segment']);

const language = field({
	property: {
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. en, zh',
		description:
			'Two-letter code of the language that is spoken. If you leave this out, the model recognises it.',
	},
	wire: 'language',
	check: text,
});

const prompt = field({
	property: {
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		default: '',
		placeholder: 'e.g. AIGC2D, n8n, ERNIE',
		description:
			'Names and words that occur in the recording, so that the model spells them correctly',
	},
	wire: 'prompt',
	check: text,
});

const responseFormat = field({
	property: {
		displayName: 'Response Format',
		name: 'responseFormat',
		type: 'options',
		options: [
			{ name: 'JSON', value: 'json' },
			{ name: 'SRT', value: 'srt', description: 'Subtitles, in the field "text"' },
			{ name: 'Text', value: 'text' },
			{
				name: 'Verbose JSON',
				value: 'verbose_json',
				description: 'With language, duration and segments',
			},
			{ name: 'VTT', value: 'vtt', description: 'Subtitles, in the field "text"' },
		],
		default: 'json',
		description: 'The form of the text. Which forms exist depends on the model.',
	},
	wire: 'response_format',
	check: text,
});

const temperature = field({
	property: {
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		description:
			'Randomness of the text: higher values let the model guess more freely at what is hard to hear',
	},
	wire: 'temperature',
	check: number({ from: 0, to: 1 }),
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
const extraBody = extraBodyFor('{"hotwords": "AIGC2D"}', ['file']);

const options = optionsOf([
	language,
	prompt,
	responseFormat,
	temperature,
	timestampGranularities,
	route,
	extraBody,
]);

/**
 * Audio → Transcribe: POST /v1/audio/transcriptions. Not among the recovered pages of AIGC2D, but its
 * clients are known to use it.
 */
export const transcribe = operation<{ form: FormPart[]; model: string; path: string }>({
	value: 'transcribe',
	name: 'Transcribe',
	action: 'Transcribe a recording',
	description: 'Write down what is said in an audio file of the item',
	fields: [modelField, fileField, options],
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
		const model = readField(parameters, modelField);
		const name = readField(parameters, fileField);
		const form = formFields({
			model,
			...given.members,
			...given.get(extraBody),
		});
		const file = await readFile(parameters, name, labelOf(fileField), sounds);
		return {
			form: [...form, filePart('file', file)],
			model,
			path: given.get(route) ?? route.usual,
		};
	},

	async run([{ form, model, path }], { send }) {
		const { text: said, more, usage } = await send(transcriptionCall(path, form, model));
		return [{ json: { text: said, ...more, model, usage } }];
	},
});
