import { leastOfSecret, type Disguise } from './disguises';

/** Where something stands in a text: from the first character to the one behind the last. */
export type Span = readonly [from: number, until: number];

/** Characters that are compared at first. */
const gram = 6;
/** A part of a secret that is long enough has one of these places of the text, and the gram there, in it. */
export const step = leastOfSecret - gram + 1;
/** Entries of the table that says which grams are none; a power of two. */
const tableSize = 1 << 16;

/** Where a gram stands in a form. */
interface Place {
	form: Disguise;
	at: number;
}

/**
 * Finds the parts of several forms in a text, in one pass: all grams of all forms are in one table, and of the text
 * only every seventh place is looked at. An answer of 8 MB takes some hundredths of a second.
 */
export class PartFinder {
	private readonly mayBe = new Uint8Array(tableSize);
	private readonly places = new Map<string, Place[]>();

	/** @param forms in small letters; a part of one counts from `least` characters on, which are twelve or more */
	constructor(forms: readonly Disguise[]) {
		for (const form of forms) {
			for (let at = 0; at + gram <= form.text.length; at++) {
				const piece = form.text.slice(at, at + gram);
				this.mayBe[hashAt(piece, 0)] = 1;
				this.places.set(piece, [...(this.places.get(piece) ?? []), { form, at }]);
			}
		}
	}

	/**
	 * Adds where parts stand that are long enough; some more than once.
	 *
	 * @param start where it is begun to look; a multiple of {@link step}
	 * @param end where no further part is begun
	 */
	find(text: string, spans: Span[], start = 0, end = text.length): void {
		for (let at = start; at < end && at + gram <= text.length; at += step) {
			if (this.mayBe[hashAt(text, at)] === 0) continue;
			const piece = text.slice(at, at + gram).toLowerCase();
			for (const place of this.places.get(piece) ?? []) {
				const [from, until] = around(text, at, place);
				if (until - from < place.form.least) continue;
				// The same part is found at each of its grams.
				const last = spans.at(-1);
				if (last?.[0] !== from || last[1] !== until) spans.push([from, until]);
			}
		}
	}
}

/** How far a text and a form are alike, to both sides of a gram that they share. */
function around(text: string, found: number, { form, at }: Place): Span {
	let before = 0;
	while (before < at && small(text, found - before - 1) === form.text.charCodeAt(at - before - 1)) {
		before++;
	}
	let after = gram;
	while (
		at + after < form.text.length &&
		small(text, found + after) === form.text.charCodeAt(at + after)
	) {
		after++;
	}
	return [found - before, found + after];
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

/** The letter as a small one; other characters as they are. NaN beyond the ends of the text. */
function small(text: string, at: number): number {
	const code = text.charCodeAt(at);
	return code >= 65 && code <= 90 ? code + 32 : code;
}

function hashAt(text: string, at: number): number {
	let hash = 0;
	for (let offset = 0; offset < gram; offset++) hash = hash * 31 + small(text, at + offset);
	return hash & (tableSize - 1);
}
