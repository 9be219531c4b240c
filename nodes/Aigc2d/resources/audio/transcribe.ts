import type { INodeProperties } from 'n8n-workflow';
import type { FormPart, JsonObject } from '../../../api/call';
import { transcriptionCall } from '../../../api/audio/transcription';
import { number, oneOf, refuse, text, texts } from '../../../fields/check';
import { collection, readCollection, wireMembers, type Field } from '../../../fields/field';
import { readFile, type Accepted } from '../../../fields/files';
import { filePart, formFields } from '../../../fields/form';
import { modelField, readModel } from '../../../fields/model';
import { pathOption, usedPath } from '../../../fields/path';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';

const usualPath = '/v1/audio/transcriptions';

const fileField: INodeProperties = {
	displayName: 'Audio Binary Field',
	name: 'binaryProperty',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	description:
		'Name of the binary field of the item with the sound: FLAC, M4A, MP3, MP4, OGG, WAV or WebM of less than 25 MB',
};

const sounds: Accepted = {
	type: (mimeType, fileName) =>
		/^audio\/|^video\/(mp4|mpeg|webm|ogg)$|^application\/ogg$/.test(mimeType) ||
		/\.(flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/i.test(fileName),
	words: 'a sound (FLAC, M4A, MP3, MP4, OGG, WAV or WebM)',
	most: 25,
};

const granularities = ['word', 'segment'];

const optionFields: readonly Field[] = [
	{
		property: {
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. en, zh',
			description: 'Two-letter code of what is spoken. Not added, the model recognises it.',
		},
		wire: 'language',
		check: text,
	},
	{
		property: {
			displayName: 'Prompt',
			name: 'prompt',
			type: 'string',
			default: '',
			placeholder: 'e.g. AIGC2D, n8n, ERNIE',
			description: 'Names and words that occur, so that they are spelt right',
		},
		wire: 'prompt',
		check: text,
	},
	{
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
			description: 'What comes back. Which formats exist depends on the model.',
		},
		wire: 'response_format',
		check: text,
	},
	{
		property: {
			displayName: 'Temperature',
			name: 'temperature',
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
			description: 'How freely the model guesses at what is hard to hear',
		},
		wire: 'temperature',
		check: number({ from: 0, to: 1 }),
	},
	{
		property: {
			displayName: 'Timestamp Granularities',
			name: 'timestampGranularities',
			type: 'multiOptions',
			options: [
				{ name: 'Segment', value: 'segment' },
				{ name: 'Word', value: 'word' },
			],
			default: ['segment'],
			description: 'Which parts have their times; needs the response format Verbose JSON',
		},
		wire: 'timestamp_granularities',
		check: (value, label) => {
			const chosen = (texts(value, label) ?? []) as string[];
			chosen.forEach((one) => oneOf(granularities)(one, label));
			return chosen.length === 0 ? undefined : chosen;
		},
	},
	pathOption(usualPath, false),
	extraBodyFor('{"hotwords": "AIGC2D"}', ['file']),
];

/**
 * Audio → Transcribe: POST /v1/audio/transcriptions. Not among the recovered pages of AIGC2D, but its
 * clients are known to use it.
 */
export const transcribe = operation<{ form: FormPart[]; model: string; path: string }>({
	value: 'transcribe',
	name: 'Transcribe',
	action: 'Transcribe a recording',
	description: 'Write down what is said in a sound file of the item',
	fields: [modelField, fileField, collection('Options', 'options', 'Add Option', optionFields)],
	unit: 1,

	async read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		if (options.has('timestampGranularities') && options.get('responseFormat') !== 'verbose_json') {
			refuse(
				'Timestamp Granularities',
				'needs the response format Verbose JSON',
				'Add the option Response Format and choose Verbose JSON, or remove this option.',
			);
		}
		const model = readModel(parameters);
		const name = text(parameters.get('binaryProperty'), fileField.displayName) as string;
		const form = formFields({
			model,
			...wireMembers(optionFields, options),
			...(options.get('extraBody') as JsonObject | undefined),
		});
		const file = await readFile(parameters, name, fileField.displayName, sounds);
		return {
			form: [...form, filePart('file', file)],
			model,
			path: usedPath(options, usualPath),
		};
	},

	async run([{ form, model, path }], { send }) {
		const { text: said, more, usage } = await send(transcriptionCall(path, form, model));
		return [{ json: { text: said, ...more, model, usage } }];
	},
});
