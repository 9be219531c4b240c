import { extensionOf } from './extension';
import { fileType } from './type';

/** A file of an item, as n8n has it. */
interface SentFile {
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

/** Names of types that are not those of the register, with the one that is. */
const registered: { readonly [mimeType: string]: string } = {
	'image/jpg': 'image/jpeg',
	'image/pjpeg': 'image/jpeg',
	'audio/mp3': 'audio/mpeg',
	'audio/x-mp3': 'audio/mpeg',
	'audio/m4a': 'audio/mp4',
	'audio/x-m4a': 'audio/mp4',
	'audio/wave': 'audio/wav',
	'audio/x-wav': 'audio/wav',
	'audio/vnd.wave': 'audio/wav',
	'audio/opus': 'audio/ogg',
	'application/ogg': 'audio/ogg',
	'audio/x-flac': 'audio/flac',
};

/** A type that says nothing of a file. */
const unknownType = /^$|^application\/(octet-stream|binary|x-binary)$|^binary\//;

/**
 * A file as a gateway should be told of it: many go by the name alone, or refuse a type that does not fit the bytes.
 * The first bytes tell the type where they can, whatever is claimed; a type is named as it is registered and without
 * parameters; and the name gets an ending that fits (`voice.oga` of Telegram becomes `voice.ogg`).
 */
export function sentFile<File extends SentFile>(file: File): File {
	const claimed = file.mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	const mimeType = typeOf(file.bytes, registered[claimed] ?? claimed) ?? file.mimeType;
	return { ...file, mimeType, fileName: named(file.fileName, mimeType) };
}

function typeOf(bytes: Uint8Array, claimed: string): string | undefined {
	const seen = fileType(bytes);
	// The container is that of films and of sound alike.
	if (seen === 'audio/webm' && claimed === 'video/webm') return claimed;
	if (seen === 'audio/ogg' && claimed === 'video/ogg') return claimed;
	return seen ?? (unknownType.test(claimed) ? undefined : claimed);
}

function named(fileName: string, mimeType: string): string {
	if (unknownType.test(mimeType)) return fileName;
	const usual = extensionOf(mimeType);
	const ending = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1];
	if (ending === undefined) return `${fileName}.${usual}`;
	const fits = endings[mimeType] ?? new RegExp(`^${usual}$`);
	if (fits.test(ending.toLowerCase()) || !/^(image|audio)\//.test(mimeType)) return fileName;
	return `${fileName.slice(0, -ending.length)}${usual}`;
}
