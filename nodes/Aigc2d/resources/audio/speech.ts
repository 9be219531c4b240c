import type { BinaryOutput, JsonObject, Send } from '../../../api/call';
import { chargedCall } from '../../../api/charged';
import { Failed, failureOf } from '../../../api/failure';
import { addressesAsText, type GivenFile } from '../../../api/file/given';
import { fileOrAddressReader } from '../../../api/fileReader';
import { mostTokensOfSpeech } from '../../../api/mostTokens';
import { estimateTokens } from '../../../api/tokens';
import { number, text } from '../fields/check';
import { collection, readCollection, wireMembers, type Field } from '../fields/field';
import { fetched } from '../files/fetched';
import { modelField, readModel } from '../fields/model';
import { pathOption, usedPath } from '../fields/path';
import { extraBodyFor } from '../fields/wholeAnswer';
import { operation } from '../operation';
import { readText, textField } from '../text/readText';

const usualPath = '/v1/audio/speech';

/** Type of a file in each format, for gateways that do not tell it. */
const types: { [format: string]: string } = {
	aac: 'audio/aac',
	flac: 'audio/flac',
	mp3: 'audio/mpeg',
	opus: 'audio/ogg',
	pcm: 'audio/L16',
	wav: 'audio/wav',
};

const optionFields: readonly Field[] = [
	{
		property: {
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: Object.keys(types).map((format) => ({ name: format.toUpperCase(), value: format })),
			default: 'mp3',
			description: 'Type of the file. Not added, gateways make MP3.',
		},
		wire: 'response_format',
		check: text,
	},
	{
		property: {
			displayName: 'Speed',
			name: 'speed',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 0.25, maxValue: 4, numberPrecision: 2 },
			description: 'How fast it is spoken: 1 is normal, 2 twice as fast',
		},
		wire: 'speed',
		check: number({ from: 0.25, to: 4 }),
	},
	{
		property: {
			displayName: 'Instructions',
			name: 'instructions',
			type: 'string',
			default: '',
			placeholder: 'e.g. Calm and friendly',
			description: 'How it should sound, for models that take it',
		},
		wire: 'instructions',
		check: text,
	},
	pathOption(usualPath, false),
	extraBodyFor('{"language": "zh"}'),
];

/**
 * Audio → Speech: POST /v1/audio/speech. Not among the recovered pages of AIGC2D, but its clients are
 * known to use it. The answer is the sound itself; there is no usage in it.
 */
export const speech = operation<{ body: JsonObject; model: string; path: string }>({
	value: 'speech',
	name: 'Speech',
	action: 'Speak a text',
	description: 'Read a text out; the sound becomes a file of the item',
	fields: [
		modelField,
		textField(
			'The text to read out. OpenAI takes 4,096 characters at most, other models may take more.',
		),
		{
			displayName: 'Voice',
			name: 'voice',
			type: 'string',
			default: 'alloy',
			required: true,
			placeholder: 'e.g. alloy, ash, coral, echo, fable, nova, onyx, sage, shimmer',
			description: 'Name of the voice. Which ones exist depends on the model.',
		},
		collection('Options', 'options', 'Add Option', optionFields),
	],
	unit: 1,

	read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		const model = readModel(parameters);
		const body = {
			model,
			input: readText(parameters),
			voice: text(parameters.get('voice'), 'Voice'),
			...wireMembers(optionFields, options),
			...(options.get('extraBody') as JsonObject | undefined),
		};
		return { body, model, path: usedPath(options, usualPath) };
	},

	async run([{ body, model, path }], { send }) {
		const audio = await soundOf(body, model, path, send);
		const { mimeType, bytes } = audio;
		const about = { file: 'audio', mime_type: mimeType, size: bytes.byteLength };
		return [{ json: { audio: about, model, usage: null }, binary: { audio } }];
	},
});

async function soundOf(
	body: JsonObject,
	model: string,
	path: string,
	send: Send,
): Promise<BinaryOutput> {
	const asked = types[String(body.response_format)];
	const expected = {
		name: 'audio',
		mimeType: asked ?? 'audio/mpeg',
		isAsked: asked !== undefined,
	};
	const { file, given } = await send(
		chargedCall({
			request: { method: 'POST', path, body, headers: { accept: '*/*' } },
			lane: model,
			tokens: estimateTokens(String(body.input)),
			mostTokens: mostTokensOfSpeech,
			reader: () => fileOrAddressReader(expected),
		}),
	);
	return (
		file ?? (await fetched(given, expected, send).catch((thrown) => notFetched(thrown, given)))
	);
}

/** The sound is paid for: whoever reads the failed item should be able to fetch it, and not buy another. */
function notFetched(thrown: unknown, given: GivenFile): never {
	const why = failureOf(thrown);
	throw new Failed({
		...why,
		message: `The sound was made, but could not be fetched: ${why.message}`,
		...addressesAsText([given]),
		retryable: false,
	});
}
