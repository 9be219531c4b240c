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

/** A rough number of tokens of anything that is sent; pictures inside count as pictures. */
export function estimateRequest(value: unknown): number {
	if (typeof value === 'string')
		return value.startsWith('data:') ? perPicture : estimateTokens(value);
	if (Array.isArray(value))
		return value.reduce<number>((sum, member) => sum + estimateRequest(member), 0);
	if (typeof value !== 'object' || value === null) return 1;
	return Object.values(value).reduce<number>((sum, member) => sum + estimateRequest(member), 1);
}
