/** Characters of scripts that take about one token each. */
const dense = /[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]/g;

/** Tokens of one picture, roughly: providers count by size, which is not known here. */
const perPicture = 1000;

/**
 * A rough number of tokens of a text: one for each character of Chinese, Japanese and Korean, one for
 * four others. Good enough for limits and budgets; what was really used, `usage` tells afterwards.
 */
export function estimateTokens(text: string): number {
	const count = text.match(dense)?.length ?? 0;
	return count + Math.ceil((text.length - count) / 4);
}

/** Characters of base64 for a token of a file that is no picture, and what counts as base64. */
const perFileToken = 43;
const base64 = /^[\w+/]{256}/;

/** A rough number of tokens of anything that is sent; pictures inside count as pictures, other files by their size. */
export function estimateRequest(value: unknown): number {
	if (typeof value === 'string') {
		if (/^data:image\//i.test(value)) return perPicture;
		const isFile = value.startsWith('data:') || base64.test(value);
		return isFile ? Math.max(perPicture, value.length / perFileToken) : estimateTokens(value);
	}
	if (Array.isArray(value))
		return value.reduce<number>((sum, member) => sum + estimateRequest(member), 0);
	if (typeof value !== 'object' || value === null) return 1;
	return Object.values(value).reduce<number>((sum, member) => sum + estimateRequest(member), 1);
}
