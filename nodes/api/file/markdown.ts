/**
 * What stands before the address of a picture: `![a lighthouse](`, with or without a pointed bracket, or `<img src="`.
 * Words of a picture do not begin another one, so that what is no picture is looked through once.
 */
const shown = /!\[(?:(?!!\[)[^\]\n]){0,500}\]\(\s*<?|<img\b[^<>]{0,300}?\bsrc\s*=\s*["']?/gi;
/** An address in words that is one of a picture by its ending. */
const bare =
	/https?:\/\/[^\s"'<>()[\]\\^`{|}]{1,2000}?\.(?:png|jpe?g|webp|gif|avif|bmp)(?:\?[^\s"'<>()[\]\\^`{|}]*)?(?!\w|\.\w)/gi;
/** Longest text that is looked through for bare addresses, in characters. */
const longestWords = 100_000;

/** The addresses of the pictures in words with Markdown, data URLs included, each once, in their order. */
export function picturesInWords(words: string): string[] {
	const addresses = new Set<string>();
	const before = new RegExp(shown);
	while (before.test(words)) {
		const address = addressAt(words, before.lastIndex);
		// The next one begins behind it: one that never ends is read once, not from each place in it.
		before.lastIndex += address.length;
		if (address !== '') addresses.add(address);
	}
	if (addresses.size > 0) return [...addresses];
	return [...new Set(words.slice(0, longestWords).match(bare) ?? [])];
}

/**
 * The address that begins at a place, up to what cannot be part of one; brackets within it come in pairs. Empty where
 * it is none, because another link begins in it.
 */
function addressAt(words: string, start: number): string {
	let open = 0;
	let end = start;
	for (; end < words.length; end++) {
		const sign = words[end] as string;
		if (/[\s"'<>]/.test(sign) || (sign === ')' && open-- === 0)) break;
		if (sign === '(') open++;
		if (sign === ']' && words[end + 1] === '(') return '';
	}
	return words.slice(start, end);
}
