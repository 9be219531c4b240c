import { defined } from '../defined';
/** An end of a range. */
interface Bound {
	value: number;
	/** Whether the value itself lies outside. */
	open: boolean;
}

/** A range that words state; an end that they do not name is absent. */
export interface Range {
	least?: Bound;
	most?: Bound;
}

const number = '(-?\\d+(?:\\.\\d+)?)';

/** Both ends in one phrase. The first and the last group are brackets, where there are any. */
const intervals = [
	// ERNIE: "temperature range is (0, 1.0]"; GigaChat: "(0, +inf)"
	new RegExp(
		`([[(])\\s*${number}\\s*(?:,|and|to|~|-)\\s*(?:${number}|\\+?(?:inf\\w*|∞))\\s*([\\])])`,
	),
	// Claude: "temperature: range: 0..1"
	new RegExp(`()${number}\\s*\\.\\.\\s*${number}()`),
	new RegExp(`()(?:between|from) ${number} (?:and|to) ${number}()`),
];

const moreThan = '(?:greater|more|larger|higher|bigger) than';

/** One end each. A phrase with `not` stands before the one that it contains. */
const ends: ReadonlyArray<{ end: keyof Range; open: boolean; phrase: RegExp }> = [
	{
		end: 'most',
		open: false,
		phrase: new RegExp(
			`(?:less(?: than)? or equal(?: to| than)?|<=|≤|at most|no(?:t(?: be)?)? ${moreThan}|(?:not|cannot) exceed|maximum(?: value)?(?: is| of)?|小于等于|不[能得可]?(?:大于|超过|高于)):? *${number}`,
		),
	},
	{ end: 'most', open: true, phrase: new RegExp(`(?:less than|below|<|小于):? *${number}`) },
	{ end: 'least', open: true, phrase: new RegExp(`(?:${moreThan}|above|>|大于):? *${number}`) },
	{ end: 'least', open: true, phrase: /positive|正数/ },
];

/**
 * The range that a gateway states for a parameter. What stands behind the name of the parameter counts,
 * because several may be named; where nothing stands there, the whole text.
 *
 * @param parameter finds the name in the words
 */
export function rangeInWords(words: string, parameter: RegExp): Range {
	const text = plain(words);
	const place = parameter.exec(text);
	if (place === null) return {};
	const behind = rangeIn(text.slice(place.index + place[0].length));
	return behind.least === undefined && behind.most === undefined ? rangeIn(text) : behind;
}

function rangeIn(text: string): Range {
	for (const interval of intervals) {
		const found = interval.exec(text);
		if (found === null) continue;
		const [, before, least, most, after] = found;
		return {
			least: { value: Number(least), open: before === '(' },
			...defined({
				most: most === undefined ? undefined : { value: Number(most), open: after === ')' },
			}),
		};
	}
	const range: Range = {};
	let rest = text;
	for (const { end, open, phrase } of ends) {
		const found = phrase.exec(rest);
		if (found === null) continue;
		range[end] ??= { value: Number(found[1] ?? 0), open };
		rest = rest.replace(found[0], '');
	}
	return range;
}

/** Without quotes around numbers, and with the brackets and commas of Chinese as those of English. */
function plain(words: string): string {
	return words
		.toLowerCase()
		.replace(/[`'"]/g, '')
		.replace(/（/g, '(')
		.replace(/）/g, ')')
		.replace(/[，、]/g, ',');
}
