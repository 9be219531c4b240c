/**
 * A vector from the words of a text: every word adds 1 or -1 to a place that its hash decides. Texts that share words
 * are near to each other; of meaning it knows nothing.
 *
 * @param {string} text
 * @param {number} dimensions
 * @returns {number[]} of length 1
 */
export function hashedWords(text, dimensions) {
	const vector = new Array(dimensions).fill(0);
	for (const word of wordsOf(text)) {
		const hash = hashOf(word);
		vector[(hash >>> 1) % dimensions] += hash & 1 ? 1 : -1;
	}
	const length = Math.hypot(...vector);
	// Words can cancel each other out, and some length has to be there.
	if (length === 0) return vector.with(hashOf(text) % dimensions, 1);
	return vector.map((value) => value / length);
}

/**
 * Chinese and Japanese write no blanks, so each of their characters counts as a word.
 *
 * @param {string} text
 * @returns {string[]} in small letters; a text without words is one itself
 */
export function wordsOf(text) {
	const words = text
		.toLowerCase()
		.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu);
	return words ?? [text];
}

/** FNV-1a with 32 bits. */
function hashOf(text) {
	let hash = 0x811c9dc5;
	for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	return hash;
}
