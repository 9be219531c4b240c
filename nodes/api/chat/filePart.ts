import { type AttachedFile, dataUrl, type NoPlace } from '../file/attachedFile';
import type { JsonObject } from '../json';

/** Sound that Chat Completions takes, and its names there. */
const soundFormats: { readonly [mimeType: string]: string } = {
	'audio/mpeg': 'mp3',
	'audio/wav': 'wav',
};

/** What to do about a sound that a route does not take. */
export const writeDown = 'or write it down first with Audio → Transcribe';

/** A file as a part of a message of Chat Completions. */
export function chatFilePart(file: AttachedFile): { part: JsonObject } | NoPlace {
	const { kind, mimeType, fileName, base64 } = file;
	if (kind === 'image') return { part: { type: 'image_url', image_url: { url: dataUrl(file) } } };
	if (kind === 'video') return { part: { type: 'video_url', video_url: { url: dataUrl(file) } } };
	if (kind === 'document')
		return { part: { type: 'file', file: { filename: fileName, file_data: dataUrl(file) } } };
	const format = soundFormats[mimeType];
	if (format !== undefined)
		return { part: { type: 'input_audio', input_audio: { data: base64, format } } };
	return {
		problem: `is a sound of the type ${mimeType}, but messages take sound as MP3 or WAV`,
		remedy: `Convert it to MP3 or WAV in an earlier node, ${writeDown}.`,
	};
}
