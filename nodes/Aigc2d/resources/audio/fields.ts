import { number, text } from '../../../fields/check';
import { field } from '../../../fields/field';
import type { Accepted } from '../../../fields/files';
import { extraBodyFor } from '../../../fields/wholeAnswer';

/** Where the recording is. */
export const fileField = field({
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
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		default: '',
		placeholder: 'e.g. AIGC2D, n8n, ERNIE',
		description: 'Names and words that occur, so that they are spelt right',
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
		description: 'What comes back. Which formats exist depends on the model.',
	},
	wire: 'response_format',
	check: text,
});

export const temperature = field({
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
});

export const extraBody = extraBodyFor('{"hotwords": "AIGC2D"}', ['file']);
