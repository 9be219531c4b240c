import type { Call } from '../call';
import { chargedCall } from '../charged';
import type { JsonObject } from '../json';
import { type Expected, type FileOrAddress, fileOrAddressReader } from '../readers/file';
import { estimateTokens } from '../usage/estimate';
import { mostTokensOfSpeech } from '../usage/mostTokens';

/** Type of a file in each format, for gateways that do not tell it. */
const types: { [format: string]: string } = {
	aac: 'audio/aac',
	flac: 'audio/flac',
	mp3: 'audio/mpeg',
	opus: 'audio/ogg',
	pcm: 'audio/L16',
	wav: 'audio/wav',
};

/** Values of `response_format` that are documented. */
export const speechFormats: readonly string[] = Object.keys(types);

/** Voices of OpenAI's models; `fable`, `nova` and `onyx` are of the older ones only. */
export const speechVoices: readonly string[] = [
	'alloy',
	'ash',
	'ballad',
	'cedar',
	'coral',
	'echo',
	'fable',
	'marin',
	'nova',
	'onyx',
	'sage',
	'shimmer',
	'verse',
];

/** What the sound is called and of which type it is, where the answer does not tell. */
export function expectedAudio({ response_format }: JsonObject): Expected {
	const asked = types[String(response_format)];
	return { name: 'audio', mimeType: asked ?? 'audio/mpeg', isAsked: asked !== undefined };
}

/**
 * A spoken text as a call: POST /v1/audio/speech. The answer is the sound, or says where it is. Clients of
 * AIGC2D are known to use it; AIGC2D's own pages of it were not recovered.
 *
 * @param body as it is sent; its `model` names the lane
 */
export function speechCall(path: string, body: JsonObject): Call<FileOrAddress> {
	return chargedCall({
		request: { method: 'POST', path, body, headers: { accept: '*/*' } },
		lane: String(body.model),
		tokens: estimateTokens(String(body.input)),
		mostTokens: mostTokensOfSpeech,
		reader: () => fileOrAddressReader(expectedAudio(body)),
	});
}
