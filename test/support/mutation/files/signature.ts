/** First bytes of pictures and sounds, as Latin-1; a list of its own, so that the product's can be judged by it. */
const signatures = {
	picture: [/^\x89PNG/, /^\xff\xd8\xff/, /^GIF8/, /^RIFF[^]{4}WEBP/],
	sound: [/^ID3/, /^\xff[\xfa\xfb\xf3\xf2]/, /^RIFF[^]{4}WAVE/, /^OggS/, /^fLaC/],
};

/** Whether bytes are such a file. */
export function isFile(what: keyof typeof signatures, bytes: Uint8Array): boolean {
	const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
	return signatures[what].some((begin) => begin.test(start));
}

/** Whether bytes are words, JSON or a page: all that is put where a file belongs. */
export function isWords(bytes: Uint8Array): boolean {
	return !/[^\P{Cc}\s]|\uFFFD/u.test(Buffer.from(bytes).toString());
}
