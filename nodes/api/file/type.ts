interface Signature {
	mimeType: string;
	/** The first bytes of such a file, as Latin-1. */
	begin: RegExp;
}

const signatures: readonly Signature[] = [
	{ mimeType: 'image/png', begin: /^\x89PNG\r\n/ },
	{ mimeType: 'image/jpeg', begin: /^\xff\xd8\xff/ },
	{ mimeType: 'image/gif', begin: /^GIF8[79]a/ },
	{ mimeType: 'image/webp', begin: /^RIFF[^]{4}WEBP/ },
	{ mimeType: 'image/avif', begin: /^[^]{4}ftypavi[fs]/ },
	{ mimeType: 'image/heic', begin: /^[^]{4}ftyp(hei[cx]|hev[cx]|mif1|msf1)/ },
	{ mimeType: 'image/jxl', begin: /^(\xff\n|\0\0\0\fJXL )/ },
	{ mimeType: 'image/tiff', begin: /^(II\*\0|MM\0\*)/ },
	{ mimeType: 'image/x-icon', begin: /^\0\0[^\0]\0[^\0]\0/ },
	{ mimeType: 'image/bmp', begin: /^BM[^]{4}\0\0\0\0/ },
	{ mimeType: 'audio/wav', begin: /^RIFF[^]{4}WAVE/ },
	{ mimeType: 'audio/mpeg', begin: /^(ID3[^ -~]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/ },
	{ mimeType: 'audio/aac', begin: /^\xff[\xf1\xf9]/ },
	{ mimeType: 'audio/ogg', begin: /^OggS/ },
	{ mimeType: 'audio/flac', begin: /^fLaC/ },
	{ mimeType: 'audio/mp4', begin: /^[^]{4}ftypM4A/ },
	{ mimeType: 'audio/webm', begin: /^[^ -~]E\xdf\xa3/ },
];

/** Any of them: nearly all answers are none of these. */
const anyBegin = new RegExp(signatures.map(({ begin }) => begin.source).join('|'));

/** The type of a file by its first bytes, whatever is claimed of it; undefined when it is none that is known. */
export function fileType(bytes: Uint8Array): string | undefined {
	const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
	if (!anyBegin.test(start)) return undefined;
	return signatures.find(({ begin }) => begin.test(start))?.mimeType;
}

/** The type of a picture by its first bytes; undefined when it is none that is known. */
export function bitmapType(bytes: Uint8Array): string | undefined {
	const type = fileType(bytes);
	return type?.startsWith('image/') ? type : undefined;
}

/** A sound in the container of films: it has no name of its own there. */
const mp4Container = /^[^]{4}ftyp/;

/** The type of a sound by its first bytes; undefined when it is none that is known. */
export function audioType(bytes: Uint8Array): string | undefined {
	const type = fileType(bytes);
	if (type !== undefined) return type.startsWith('audio/') ? type : undefined;
	return mp4Container.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'))
		? 'audio/mp4'
		: undefined;
}

/** The type of a picture by its first bytes, a drawing included; undefined when it is none. */
export function pictureType(bytes: Uint8Array): string | undefined {
	return bitmapType(bytes) ?? (isSvg(bytes) ? svgType : undefined);
}

/** Bytes that are looked at to tell drawings, and text, from other files. */
const enough = 4096;
/** The type of drawings, which are text. */
export const svgType = 'image/svg+xml';
const svgStart =
	/^\uFEFF?\s*(<\?xml[^>]*>\s*|<!--(?:(?!-->)[^])*-->\s*|<!doctype svg[^>[]*(\[[^\]]*\]\s*)?>\s*)*<(svg:)?svg[\s>]/i;

/** Whether bytes are a drawing (SVG). */
export function isSvg(bytes: Uint8Array): boolean {
	return svgStart.test(Buffer.from(bytes.subarray(0, enough)).toString('utf8'));
}

/** What no text has: control characters other than blanks and line breaks. A compressed answer has them, and a file. */
export const notText = /[^\P{Cc}\s]/u;

/** Whether bytes read as text in UTF-8: a file of sound or of a picture does not. */
export function isText(bytes: Uint8Array): boolean {
	try {
		const decoder = new TextDecoder('utf-8', { fatal: true });
		const start = bytes.subarray(0, enough);
		return !notText.test(decoder.decode(start, { stream: bytes.length > enough }));
	} catch {
		return false;
	}
}
