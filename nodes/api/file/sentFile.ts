import { extensionOf } from './extension';
import { isUnknownType, typeOfFile } from './typeOfFile';

/** A file of an item, as n8n has it. */
export interface SentFile {
	bytes: Uint8Array;
	mimeType: string;
	fileName: string;
}

/** Endings that say the same as the usual one of a type, for readers that go by the name. */
const endings: { readonly [mimeType: string]: RegExp } = {
	'image/jpeg': /^jpe?g$/,
	'image/tiff': /^tiff?$/,
	'audio/mpeg': /^(mp3|mpeg|mpga)$/,
	'audio/mp4': /^(m4a|mp4)$/,
};

/** Types whose ending is the usual one; of others, such as text, there are many. */
const isNamedByType = /^(image|audio)\/|^application\/pdf$/;

/**
 * A file as a gateway should be told of it: many go by the name alone, or refuse a type that does not fit the bytes.
 * The first bytes tell the type where they can, whatever is claimed; a type is named as it is registered and without
 * parameters; and the name gets an ending that fits (`voice.oga` of Telegram becomes `voice.ogg`).
 */
export function sentFile<File extends SentFile>(file: File): File {
	const mimeType = typeOfFile(file.bytes, file.mimeType) ?? file.mimeType;
	return { ...file, mimeType, fileName: named(file.fileName, mimeType) };
}

function named(fileName: string, mimeType: string): string {
	if (isUnknownType(mimeType)) return fileName;
	const usual = extensionOf(mimeType);
	const ending = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1];
	if (ending === undefined) return `${fileName}.${usual}`;
	const fits = endings[mimeType] ?? new RegExp(`^${usual}$`);
	if (fits.test(ending.toLowerCase()) || !isNamedByType.test(mimeType)) return fileName;
	return `${fileName.slice(0, -ending.length)}${usual}`;
}
