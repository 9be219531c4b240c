interface Signature {
	mimeType: string;
	/** The first bytes of such a file, as Latin-1; a dot stands for any byte. */
	begin: RegExp;
}

const signatures: readonly Signature[] = [
	{ mimeType: 'image/png', begin: /^\x89PNG\r\n/ },
	{ mimeType: 'image/jpeg', begin: /^\xff\xd8\xff/ },
	{ mimeType: 'image/gif', begin: /^GIF8[79]a/ },
	{ mimeType: 'image/webp', begin: /^RIFF[^]{4}WEBP/ },
	{ mimeType: 'image/avif', begin: /^[^]{4}ftypavi[fs]/ },
	{ mimeType: 'image/bmp', begin: /^BM[^]{4}\0\0\0\0/ },
];

/** The type of a picture by its first bytes, whatever is claimed of it; undefined when it is none that is known. */
export function imageType(bytes: Uint8Array): string | undefined {
	const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
	return signatures.find(({ begin }) => begin.test(start))?.mimeType;
}
