/** What a translation leaves as it is. */
export type KeptKind = 'code' | 'html' | 'markdown' | 'placeholders' | 'urls';

export const keptKinds: readonly KeptKind[] = ['code', 'html', 'markdown', 'placeholders', 'urls'];

/**
 * What belongs to each kind. They are looked for in this order, and what was found once is not looked at
 * again: an address within code is code. What never ends is left at the next one like it, and an address is looked for
 * from the beginning of its word alone: otherwise the time grows with the square of the text.
 */
const patterns: ReadonlyArray<[KeptKind, RegExp]> = [
	['code', /```[\s\S]*?```|~~~[\s\S]*?~~~|(?<!`)`[^`\n]+`(?!`)/g],
	['html', /<!--(?:(?!<!--)[\s\S])*?-->|<\/?[a-z][^<>]*>|&(?:[a-z]\w{1,30}|#\d{1,7}|#x[\da-f]{1,6});/gi],
	['placeholders', /\{\{(?:(?!\{\{)[\s\S])*?\}\}|<%(?:(?!<%)[\s\S])*?%>|[$#]\{[^{}\n]*\}/g],
	['urls', /(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^[\]，。、）】]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi],
	[
		'placeholders',
		/\{[\w.$-]*\}|%\(\w+\)[a-z]|%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?[sdifuxXeEgGc@](?![a-z])|%\w+%/g,
	],
	['markdown', /^#{1,6}(?=\s)|^[ \t]*[-*+](?=\s)|^>+|\*\*|__|!?\]\(|^\|/gm],
];

/** Signs that end a sentence and not an address. */
const afterAddress = /[.,;:!?)]+$/;

/** Everything of the given kinds in a text, as it stands there, with the number of times. */
export function findKept(text: string, kinds: ReadonlySet<KeptKind>): Map<string, number> {
	const found = new Map<string, number>();
	let rest = text;
	for (const [kind, pattern] of patterns) {
		if (!kinds.has(kind)) continue;
		rest = rest.replace(pattern, (match) => {
			const kept = kind === 'urls' ? match.replace(afterAddress, '') : match.trim();
			found.set(kept, (found.get(kept) ?? 0) + 1);
			// As long as before and without meaning, so that nothing new comes about.
			return '\u0000'.repeat(match.length);
		});
	}
	return found;
}

/** How a translation differs from its text in what should have been kept. */
export interface Differences {
	/** Less often than in the text. */
	missing: string[];
	/** More often than in the text. */
	surplus: string[];
}

/** Compares a text and its translation. */
export function compareKept(
	text: string,
	translation: string,
	kinds: ReadonlySet<KeptKind>,
): Differences {
	const wanted = findKept(text, kinds);
	const given = findKept(translation, kinds);
	const more = (one: Map<string, number>, other: Map<string, number>) =>
		[...one].filter(([kept, count]) => count > (other.get(kept) ?? 0)).map(([kept]) => kept);
	return { missing: more(wanted, given), surplus: more(given, wanted) };
}
