import type { BinaryOutput } from '../../../api/output';
import type { JsonObject } from '../../../api/json';
import type { Send } from '../../../api/call';
import { expectedAudio, speechCall, speechFormats, speechVoices } from '../../../api/audio/speech';
import { Failed, failureOf } from '../../../api/failure';
import { addressesAsText, type GivenFile } from '../../../api/file/givenFile';
import { number, text } from '../../../fields/check';
import { field, optionsOf, readField, readFields } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { modelField, modelFieldWith } from '../../../fields/model';
import { otherWords } from '../../../fields/openEnum';
import { pathField } from '../../../fields/path';
import { textField } from '../../../fields/text';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { fetchFile } from '../files/fetchFile';
import { operation } from '../operation';

const format = field({
	property: {
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: speechFormats.map((value) => ({ name: value.toUpperCase(), value })),
		default: 'mp3',
		description: 'Type of the file. If you leave this out, gateways make an MP3.',
		...otherWords,
	},
	wire: 'response_format',
	check: text,
});

const speed = field({
	property: {
		displayName: 'Speed',
		name: 'speed',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 0.25, maxValue: 4, numberPrecision: 2 },
		description: 'How fast the text is spoken: 1 is normal, 2 is twice as fast',
	},
	wire: 'speed',
	check: number({ from: 0.25, to: 4 }),
});

const instructions = field({
	property: {
		displayName: 'Instructions',
		name: 'instructions',
		type: 'string',
		default: '',
		placeholder: 'e.g. Calm and friendly',
		description: 'How the voice should sound, for models that take instructions',
	},
	wire: 'instructions',
	check: text,
});

const route = pathField('/v1/audio/speech', false);
const extraBody = extraBodyFor('{"language": "zh"}');

const options = optionsOf([format, speed, instructions, includeInput, route, extraBody]);

const spoken = {
	...textField(
		'The text to read aloud. OpenAI takes 4,096 characters at most; other models may take more.',
	),
	wire: 'input',
};

const speechModel = modelFieldWith('tts-1');

const voice = field({
	property: {
		displayName: 'Voice',
		name: 'voice',
		type: 'options',
		options: speechVoices.map((value) => ({
			name: value.charAt(0).toUpperCase() + value.slice(1),
			value,
		})),
		default: 'alloy',
		required: true,
		hint: 'For another voice, choose Expression and type its name',
		description: 'Who reads the text. These are the voices of OpenAI; some models have only some.',
		...otherWords,
	},
	wire: 'voice',
	check: text,
});

/**
 * Audio → Speech: POST /v1/audio/speech. Not among the recovered pages of AIGC2D, but its clients are
 * known to use it. The answer is the audio itself; there is no usage in it.
 */
export const speech = operation<{ body: JsonObject; model: string; path: string }>({
	value: 'speech',
	name: 'Speech',
	action: 'Convert text to speech',
	description: 'Read a text aloud; the audio becomes a file of the item',
	fields: [speechModel, spoken, voice, options],
	unit: 1,

	read(parameters) {
		const given = readField(parameters, options);
		const model = readField(parameters, modelField);
		const body = {
			model,
			...readFields(parameters, [spoken, voice]).members,
			...given.members,
		};
		return { body, model, path: given.get(route) ?? route.usual };
	},

	async run([{ body, model, path }], { send }) {
		const audio = await fetchAudio(body, path, send);
		const { mimeType, bytes } = audio;
		const about = { file: 'audio', mime_type: mimeType, size: bytes.byteLength };
		return [{ json: { audio: about, model, usage: null }, binary: { audio } }];
	},
});

async function fetchAudio(body: JsonObject, path: string, send: Send): Promise<BinaryOutput> {
	const { file, given } = await send(speechCall(path, body));
	if (file) return file;
	return await fetchFile(given, expectedAudio(body), send).catch((thrown) =>
		throwNotFetched(thrown, given),
	);
}

/** The audio is paid for: whoever reads the failed item should be able to fetch it, and not buy another. */
function throwNotFetched(thrown: unknown, given: GivenFile): never {
	const why = failureOf(thrown);
	throw new Failed({
		...why,
		message: `The audio was made, but could not be fetched: ${why.message}`,
		...addressesAsText([given]),
		retryable: false,
	});
}
