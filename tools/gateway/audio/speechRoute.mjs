/** POST /v1/audio/speech: tones by the rule of tones.mjs. */
import { unsupportedField } from '../errors.mjs';
import {
	readChoice,
	readRequiredText,
	readWords,
	refuseOthers,
	requireMember,
	sentMembers,
} from '../members.mjs';
import { readNumber } from '../numbers.mjs';
import { tonesOf } from './tones.mjs';
import { encodeWav } from './wav.mjs';

/** The voices of OpenAI, from low to high. */
const voices = [
	'onyx',
	'ash',
	'cedar',
	'echo',
	'verse',
	'ballad',
	'fable',
	'alloy',
	'marin',
	'sage',
	'coral',
	'nova',
	'shimmer',
];
const longest = 4096;
const formats = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'];

/** Points for 1,000 characters: made up for the demo. */
const price = 5;

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function speechRoute({ credit, models, begin }) {
	return async ({ body, signal, content }) => {
		const sent = sentMembers(await body());
		refuseOthers(sent, ['model', 'input', 'voice', 'response_format', 'speed', 'instructions'], {
			stream_format: 'it makes whole files',
		});
		const model = readRequiredText(sent, 'model');
		const text = readWords(sent, 'input', longest);
		requireMember(sent, 'voice');
		const voice = readChoice(sent, 'voice', voices, 'alloy');
		const speed = readNumber(sent, 'speed', 1, { min: 0.25, max: 4 });
		refuseOtherFormats(sent);
		models.check(model, 'speech');
		await begin(signal);

		credit.take((text.length / 1000) * price);
		const pitch = 110 + 20 * voices.indexOf(voice);
		content('audio/wav', encodeWav(tonesOf(text, { pitch, speed }), text));
	};
}

/**
 * The usual format of the route is MP3, which would take more than a small rule to write. Whoever names no format gets
 * a WAV and is told so by its type; whoever names another one is not given something else.
 */
function refuseOtherFormats(sent) {
	const format = readChoice(sent, 'response_format', formats, 'wav');
	if (format !== 'wav')
		throw unsupportedField('response_format', `it writes 'wav', not '${format}'`);
}
