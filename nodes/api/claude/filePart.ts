import { writeDown } from '../chat/filePart';
import { defined } from '../defined';
import { type AttachedFile, attachedBase64, attachedUrl, type NoPlace } from '../file/attachedFile';
import { asObject, isObject, type JsonObject } from '../json';

/** Types of text under other names than `text/…`. */
const textual = /^text\/|[/+](json|xml|yaml|x-yaml|csv|javascript|x-ndjson)$/;

const remedies: { readonly [kind in AttachedFile['kind']]: string } = {
	image: '',
	document: 'Convert it to PDF or to text in an earlier node.',
	sound: `Use Chat → Message a Model with a model that hears, ${writeDown}.`,
	video: 'Use Chat → Message a Model with a model that takes video.',
};

/** A file as a block of a message of Claude: images, PDF and text; it has no place for others. */
export function claudeFilePart(file: AttachedFile): { part: JsonObject } | NoPlace {
	const { kind, mimeType: media_type, fileName: title, base64: data } = file;
	const source = { type: 'base64', media_type, data };
	if (kind === 'image') return { part: { type: 'image', source } };
	if (media_type === 'application/pdf') return { part: { type: 'document', source, title } };
	if (kind === 'document' && textual.test(media_type)) {
		const text = Buffer.from(data, 'base64').toString('utf8');
		const plain = { type: 'text', media_type: 'text/plain', data: text };
		return { part: { type: 'document', source: plain, title } };
	}
	const what = kind === 'document' ? 'a file' : `a ${kind}`;
	return {
		problem: `is ${what} of the type ${media_type}, but Claude's API takes images, PDF and text`,
		remedy: remedies[kind],
	};
}

/** A part of Chat Completions as a block of Claude, with its mark of a cache; any other stays as it is. */
export function toClaudePart(given: unknown): { part: unknown } | NoPlace {
	const made = isObject(given) ? blockOf(given) : { part: given };
	if (!('part' in made) || made.part === given || !isObject(given)) return made;
	const { cache_control } = given;
	return { part: { ...asObject(made.part), ...defined({ cache_control }) } };
}

function blockOf(part: JsonObject): { part: JsonObject } | NoPlace {
	const { type, image_url: image, file, input_audio: sound, video_url: video } = part;
	if (type === 'image_url') return { part: imageOf(isObject(image) ? image.url : image) };
	if (type === 'file') return documentOf(asObject(file));
	if (type === 'input_audio') {
		const { data, format } = asObject(sound);
		return claudeFilePart(attachedBase64(String(data ?? ''), `audio/${String(format)}`, 'sound'));
	}
	if (type !== 'video_url') return { part };
	const url = isObject(video) ? video.url : video;
	const film = attachedUrl(url, 'video') ?? { base64: '', fileName: 'video', mimeType: 'video/*' };
	return claudeFilePart({ ...film, kind: 'video' });
}

/** A picture: its address, or its bytes in a data URL. */
function imageOf(given: unknown): JsonObject {
	const url = String(given);
	const [, media_type, data] = /^data:([^;,]+);base64,(.+)$/s.exec(url) ?? [];
	const source = data === undefined ? { type: 'url', url } : { type: 'base64', media_type, data };
	return { type: 'image', source };
}

function documentOf(file: JsonObject): { part: JsonObject } | NoPlace {
	const { filename, file_data, file_url, file_id } = file;
	const title = typeof filename === 'string' ? filename : 'file';
	const url = file_url ?? file_data;
	const isBare = typeof file_data === 'string' && !/^(https?|data):/i.test(file_data);
	const attached = isBare ? attachedBase64(file_data, '', title) : attachedUrl(file_data, title);
	if (attached) return claudeFilePart(attached);
	const source =
		typeof url === 'string' ? { type: 'url', url } : { type: 'file', file_id: file_id ?? '' };
	return { part: { type: 'document', source, title } };
}
