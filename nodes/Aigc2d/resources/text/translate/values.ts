import { isObject } from '../../../../api/json';
import { estimateTokens } from '../../../../api/usage/estimate';
import { isTranslatable, type Translator } from './translator';

/** The string values of a JSON value that have anything to translate, in the order in which they stand. */
export function stringsIn(value: unknown): string[] {
	if (typeof value === 'string') return isTranslatable(value) ? [value] : [];
	if (Array.isArray(value)) return value.flatMap(stringsIn);
	return isObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

/** The value with its strings replaced, one after the other; names and everything else stay. */
function withStrings(value: unknown, next: () => string): unknown {
	if (typeof value === 'string') return isTranslatable(value) ? next() : value;
	if (Array.isArray(value)) return value.map((member) => withStrings(member, next));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, withStrings(member, next)]),
	);
}

/**
 * Translates the string values of a JSON value: short ones together, as many as fit into a request.
 *
 * @param chunkTokens most tokens of text in one request, estimated
 */
export async function translateValues(
	value: unknown,
	translator: Translator,
	chunkTokens: number,
): Promise<unknown> {
	const strings = stringsIn(value);
	const translations: string[] = [];
	for (const group of groupsOf(strings, chunkTokens)) {
		const [only] = group;
		if (group.length === 1 && only !== undefined)
			translations.push(await translator.translateText(only));
		else translations.push(...(await translator.translateList(group)));
	}
	let position = 0;
	return withStrings(value, () => translations[position++] ?? '');
}

/** Neighbours that fit into one request; a long one stands alone. */
function groupsOf(strings: readonly string[], chunkTokens: number): string[][] {
	const groups: string[][] = [];
	let room = 0;
	for (const text of strings) {
		// One more for the quotation marks and the comma around it.
		const size = estimateTokens(text) + 1;
		if (size <= room) groups.at(-1)?.push(text);
		else groups.push([text]);
		room = (size <= room ? room : chunkTokens) - size;
	}
	return groups;
}
