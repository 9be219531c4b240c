import { fileType } from './type';

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
	'application/x-pdf': 'application/pdf',
	'video/x-m4v': 'video/mp4',
};

/** A type that says nothing of a file. */
const unknownType = /^$|^application\/(octet-stream|binary|x-binary)$|^binary\//;

/** Whether a type says nothing of a file. */
export function isUnknownType(mimeType: string): boolean {
	return unknownType.test(mimeType);
}

/** Files that only people have, and gateways do not make. The first bytes, as Latin-1. */
const signatures: ReadonlyArray<{ mimeType: string; begin: RegExp }> = [
	{ mimeType: 'application/pdf', begin: /^(\xef\xbb\xbf)?\s*%PDF-/ },
	{ mimeType: 'video/quicktime', begin: /^[^]{4}ftypqt/ },
	{ mimeType: 'video/x-msvideo', begin: /^RIFF[^]{4}AVI / },
	{ mimeType: 'video/mpeg', begin: /^\0\0[^ -~][\xba\xb3]/ },
	{ mimeType: 'video/x-flv', begin: /^FLV[^ -~]/ },
];

/** Films by their container, where nothing tells more. */
const mp4 = { mimeType: 'video/mp4', begin: /^[^]{4}ftyp/ };

/** Containers of films and of sound alike: which of the two a file is, only the claim can tell. */
const containers: ReadonlyArray<{ begin: RegExp; claims: RegExp }> = [
	{ begin: mp4.begin, claims: /^(audio\/(mp4|aac)|video\/(mp4|3gpp2?|quicktime))$/ },
	{ begin: /^[^ -~]E\xdf\xa3/, claims: /^(audio|video)\/((x-)?matroska|webm)$/ },
	{ begin: /^OggS/, claims: /^video\/ogg$/ },
];
/** Types that the first bytes give to such containers, whatever is in them. */
const ofContainers = ['audio/webm', 'audio/ogg'];

/**
 * The type of a file, as it is registered and without parameters: by its first bytes, and only then by what is claimed
 * of it. Undefined where neither tells.
 */
export function typeOfFile(bytes: Uint8Array, stated: string): string | undefined {
	const named = stated.split(';')[0]?.trim().toLowerCase() ?? '';
	const claimed = registered[named] ?? named;
	const seen = fileType(bytes);
	if (seen !== undefined && !ofContainers.includes(seen)) return seen;
	const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
	const container = containers.find(({ begin }) => begin.test(start));
	if (container?.claims.test(claimed)) return claimed;
	const known = seen ?? [...signatures, mp4].find(({ begin }) => begin.test(start))?.mimeType;
	return known ?? (isUnknownType(claimed) ? undefined : claimed);
}
