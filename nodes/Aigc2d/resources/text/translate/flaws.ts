import { brief } from '../../../../api/shorten';
import { compareKept } from './kept';
import { occurs, type Rules } from './rules';

/** What is wrong with a translation, one sentence each; none when nothing is. */
export function flawsOf(text: string, translation: string, { keep, glossary }: Rules): string[] {
	const { missing, surplus } = compareKept(text, translation, keep);
	const unused = glossary.filter(
		(entry) =>
			occurs(entry.term, text) &&
			!translation.toLowerCase().includes(entry.translation.toLowerCase()),
	);
	return [
		...missing.map((kept) => `${quoteList(kept)} is missing in the translation`),
		...surplus.map(
			(kept) => `${quoteList(kept)} is in the translation more often than in the text`,
		),
		...unused.map(
			({ term, translation: wanted }) => `"${brief(term)}" is not translated as "${brief(wanted)}"`,
		),
	];
}

function quoteList(kept: string): string {
	return kept.length > 80 ? `${kept.slice(0, 80)}…` : kept;
}
