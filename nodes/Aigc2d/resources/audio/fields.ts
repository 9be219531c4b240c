import { number, text } from '../../../fields/check';
import { field } from '../../../fields/field';
import { binaryHint, type Accepted } from '../../../fields/files';
import { modelFieldWith } from '../../../fields/model';
import { otherWords } from '../../../fields/openEnum';
import { extraBodyFor } from '../../../fields/wholeAnswer';

/** The model, for which all gateways have this one. */
export const recordingModel = modelFieldWith('whisper-1');

/** Where the recording is. */
export const fileField = field({
	property: {
		displayName: 'Audio Binary Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: binaryHint,
		description:
			'Name of the binary field of the item with the recording: FLAC, M4A, MP3, MP4, OGG, WAV or WebM of less than 25 MB',
	},
	wire: null,
	check: text,
});

/** What such a file may be. */
export const recordings: Accepted = {
	type: (mimeType, fileName) =>
		/^audio\/|^video\/(mp4|mpeg|webm|ogg)$|^application\/ogg$/.test(mimeType) ||
		/\.(flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/i.test(fileName),
	words: 'a recording (FLAC, M4A, MP3, MP4, OGG, WAV or WebM)',
	most: 25,
};

export const prompt = field({
	property: {
		displayName: 'Vocabulary (Prompt)',
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

export const responseFormat = field({
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
		...otherWords,
	},
	wire: 'response_format',
	check: text,
});

export const temperature = field({
	property: {
		displayName: 'Randomness (Temperature)',
		name: 'temperature',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		description: 'Higher values let the model guess more freely at what is hard to hear',
	},
	wire: 'temperature',
	check: number({ from: 0, to: 1 }),
});

export const extraBody = extraBodyFor('{"hotwords": "AIGC2D"}', ['file']);
