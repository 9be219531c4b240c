import type { Disguise } from './disguises';

/** Where something stands in a text: from the first character to the one behind the last. */
export type Span = readonly [from: number, until: number];

/** Characters of a needle; a shorter one would be met in ordinary text too often. */
const longestNeedle = 8;

/** A form of a secret, ready to be searched for in parts. */
export interface Pattern extends Disguise {
	/** Pieces of the form: every part that is long enough has one of them in it. */
	needles: ReadonlyArray<{ at: number; piece: string }>;
}

/**
 * Prepares a form: instead of every part of it, a few short pieces are searched for, and what stands around one
 * is compared.
 */
export function patternOf({ text, least }: Disguise): Pattern {
	const length = Math.min(longestNeedle, Math.ceil(least / 2));
	const step = least - length + 1;
	const needles: Array<{ at: number; piece: string }> = [];
	for (let at = 0; at + length <= text.length; at += step) {
		needles.push({ at, piece: text.slice(at, at + length) });
	}
	return { text, least, needles };
}

/**
 * Where parts of a form stand that are long enough.
 *
 * @param folded the text in small letters
 */
export function spansOf({ text, least, needles }: Pattern, folded: string): Span[] {
	const spans: Span[] = [];
	for (const { at, piece } of needles) {
		let found = folded.indexOf(piece);
		while (found >= 0) {
			let before = 0;
			while (before < at && folded[found - before - 1] === text[at - before - 1]) before++;
			let after = piece.length;
			while (at + after < text.length && folded[found + after] === text[at + after]) after++;
			if (before + after >= least) spans.push([found - before, found + after]);
			found = folded.indexOf(piece, found + 1);
		}
	}
	return spans;
}

/** Spans in their order, those that overlap as one. */
export function joinSpans(spans: readonly Span[]): Span[] {
	const joined: Span[] = [];
	const inOrder = [...spans].sort(([one], [other]) => one - other);
	for (const [from, until] of inOrder) {
		const last = joined.at(-1);
		if (last !== undefined && from < last[1]) {
			joined[joined.length - 1] = [last[0], Math.max(last[1], until)];
		} else joined.push([from, until]);
	}
	return joined;
}

/** The text in small letters, character for character. */
export function fold(text: string): string {
	const small = text.toLowerCase();
	// A few letters have a small form of two characters, and everything behind them would be out of place.
	return small.length === text.length
		? small
		: text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
