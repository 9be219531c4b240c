import { dictionaryOf } from './dictionaries.mjs';

/**
 * Swaps the words that a small dictionary has. Where it has none of them, the text comes back as it was, with the
 * language in brackets before it. All other characters stay where they are. What is no prose is not touched: tags,
 * addresses, code, placeholders.
 *
 * @param {{ instructions: string, text: string }} request
 */
export function translate({ instructions, text }) {
	const language = targetOf(instructions) ?? targetOf(text) ?? 'unknown language';
	const dictionary = dictionaryOf(language);
	let found = 0;
	const swapped = text.replace(untouchedOrWord, (part, word) => {
		const translation = word && dictionary?.get(word.toLowerCase());
		if (!translation) return part;
		found += 1;
		return isCapital(word) ? translation[0].toUpperCase() + translation.slice(1) : translation;
	});
	return found > 0 ? swapped : `[${language}] ${text}`;
}

/** A word of its own, or one of the things before it that are kept whole. */
const untouchedOrWord = new RegExp(
	[
		/```[^]*?```|`[^`\n]*`/, // code
		/<[^<>]*>/, // tags
		/\b[a-z]+:\/\/\S+/, // addresses
		/\{\{[^{}]*\}\}|\{[^{}\n]*\}|\$\{[^{}]*\}/, // placeholders in braces
		/%(?:\d+\$)?[sdif@]|%\([^)]*\)[sdif]/, // placeholders of printf
		/⟦[^⟧]*⟧|\[\[[^\]]*\]\]/, // placeholders in double brackets
		/([\p{L}]+)/u,
	]
		.map(({ source }) => source)
		.join('|'),
	'gu',
);

/** The language is what stands after "into" or "to" in the instructions, as a word or two with capitals, or a code. */
function targetOf(words) {
	const [, language] =
		/\b(?:into|to)\s+(\p{Lu}[\p{L}-]*(?:\s+\p{Lu}\p{L}+)?|\p{Script=Han}+|[a-z]{2}(?:-[A-Z]{2})?\b)/u.exec(
			words,
		) ?? [];
	return language;
}

function isCapital(word) {
	return word[0] !== word[0].toLowerCase();
}
