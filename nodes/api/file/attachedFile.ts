import { sentFile, type SentFile } from './sentFile';
import { isText } from './type';
import { isUnknownType, typeOfFile } from './typeOfFile';

/** What a file is to a model that gets it in a message. */
export type FileKind = 'image' | 'sound' | 'video' | 'document';

/** A file of a message: what it is, and its bytes as they travel. */
export interface AttachedFile {
	kind: FileKind;
	mimeType: string;
	fileName: string;
	base64: string;
}

/** Why a route has no place for a file, and what to do about it. */
export interface NoPlace {
	/** Ends the sentence that begins with the name of the file. */
	problem: string;
	remedy: string;
}

/** What is looked at of a file in base64, in characters: enough to tell text from anything else. */
const sample = 8_192;

/** A file of an item as one of a message. */
export function attachedFile(file: SentFile): AttachedFile {
	const { bytes, mimeType, fileName } = sentFile(file);
	const base64 = Buffer.from(bytes).toString('base64');
	return attached(bytes, { mimeType, fileName, base64 });
}

/** A file that is in base64 already as one of a message. */
export function attachedBase64(base64: string, stated: string, fileName: string): AttachedFile {
	const bytes = Buffer.from(base64.slice(0, sample), 'base64');
	const mimeType = typeOfFile(bytes, stated) ?? stated;
	return attached(bytes, { mimeType, fileName, base64 });
}

/** A file that is a data URL; undefined where the text is none in base64. */
export function attachedUrl(url: unknown, fileName: string): AttachedFile | undefined {
	if (typeof url !== 'string') return undefined;
	const [start, stated = ''] = /^data:([^,]{0,200});base64,/i.exec(url.slice(0, 300)) ?? [];
	return start === undefined
		? undefined
		: attachedBase64(url.slice(start.length), stated, fileName);
}

function attached(bytes: Uint8Array, file: Omit<AttachedFile, 'kind'>): AttachedFile {
	const { mimeType } = file;
	if (!isUnknownType(mimeType)) return { ...file, kind: kindOf(mimeType) };
	const isWords = bytes.length > 0 && isText(bytes);
	const named = isWords ? 'text/plain' : 'application/octet-stream';
	return { ...file, mimeType: named, kind: 'document' };
}

function kindOf(mimeType: string): FileKind {
	if (mimeType.startsWith('image/')) return 'image';
	if (mimeType.startsWith('audio/')) return 'sound';
	return mimeType.startsWith('video/') ? 'video' : 'document';
}

/** The bytes of a file as an address. */
export function dataUrl({ mimeType, base64 }: Pick<AttachedFile, 'mimeType' | 'base64'>): string {
	return `data:${mimeType};base64,${base64}`;
}
