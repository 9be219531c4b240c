import { expectedAudio } from '../audio/speech';
import { extensionOf } from '../file/extension';
import { audioType } from '../file/type';
import { asObject, isObject, type JsonObject, textOf, without } from '../json';
import type { BinaryOutput } from '../output';

/** Names of formats that the route of speech has under another name. */
const formats: { readonly [format: string]: string } = { pcm16: 'pcm' };

/** The words of an answer that was said aloud; empty where there are none. */
export function transcriptOf({ audio }: JsonObject): string {
	return isObject(audio) ? (textOf(audio.transcript) ?? '') : '';
}

/**
 * The sound of an answer that was said aloud, without its name; undefined where there is none.
 *
 * @param asked body of the request, which tells the format where the bytes do not
 */
export function soundOf({ audio }: JsonObject, asked: JsonObject): BinaryOutput | undefined {
	const data = isObject(audio) ? textOf(audio.data) : null;
	if (data === null || data === '') return undefined;
	const bytes = Buffer.from(data.replace(/^data:[^,]{0,100},/, ''), 'base64');
	if (bytes.length === 0) return undefined;
	const format = String(asObject(asked.audio).format ?? 'wav');
	const { mimeType: expected } = expectedAudio({ response_format: formats[format] ?? format });
	const isRaw = expected === 'audio/L16';
	const mimeType = isRaw ? expected : (audioType(bytes) ?? expected);
	return { bytes, mimeType, fileName: `audio.${extensionOf(mimeType)}` };
}

/** A message with what is said of its file in place of the data. */
export function withSoundAs(message: JsonObject, file: JsonObject): JsonObject {
	const { audio } = message;
	return { ...message, audio: { ...without(asObject(audio), 'data'), ...file } };
}

/** Whether an answer is asked for as a sound that OpenAI does not stream: in pieces it has raw samples alone. */
export function isSpokenWhole({ modalities, audio }: JsonObject): boolean {
	const isSpoken = Array.isArray(modalities) && modalities.includes('audio');
	return isSpoken && asObject(audio).format !== 'pcm16';
}
