/** `![a lighthouse](https://…)`, with or without pointed brackets and title. */
const shown = /!\[[^\]\n]{0,500}\]\(\s*<?/g;
/** `<img src="https://…">` */
const tag = /<img\b[^<>]{0,300}?\bsrc\s*=\s*["']?/gi;
/** An address in words that is one of a picture by its ending. */
const bare =
	/https?:\/\/[^\s"'<>()[\]\\^`{|}]{1,2000}?\.(?:png|jpe?g|webp|gif|avif|bmp)(?:\?[^\s"'<>()[\]\\^`{|}]*)?(?!\w|\.\w)/gi;
/** Longest text that is looked through for bare addresses, in characters. */
const longestWords = 100_000;

/** The addresses of the pictures in words with Markdown, data URLs included, each once, in their order. */
export function picturesInWords(words: string): string[] {
	const found = [...words.matchAll(shown), ...words.matchAll(tag)]
		.sort((one, other) => one.index - other.index)
		.map((match) => addressAt(words, match.index + match[0].length));
	const addresses = found.filter((address) => address !== '');
	if (addresses.length > 0) return [...new Set(addresses)];
	return [...new Set(words.slice(0, longestWords).match(bare) ?? [])];
}

/** The address that begins at a place, up to what cannot be part of one; brackets within it come in pairs. */
function addressAt(words: string, start: number): string {
	let open = 0;
	let end = start;
	for (; end < words.length; end++) {
		const sign = words[end] as string;
		if (/[\s"'<>]/.test(sign) || (sign === ')' && open-- === 0)) break;
		if (sign === '(') open++;
	}
	return words.slice(start, end);
}
