import { leastOfSecret, type Disguise } from './disguises';

/** Where something stands in a text: from the first character to the one behind the last. */
export type Span = readonly [from: number, until: number];

/** Characters that are compared at first. */
const gram = 6;
/** A part of a secret that is long enough has one of these places of the text, and the gram there, in it. */
export const step = leastOfSecret - gram + 1;
/** Entries of the table that says where grams stand; a power of two. */
const tableSize = 1 << 16;
/** Stands between forms; no text has it. */
const between = '\0';

/**
 * Finds the parts of several forms in a text, in one pass: all grams of all forms are in one table, and of the text
 * only every seventh place is looked at. An answer of 8 MB takes some hundredths of a second.
 */
export class PartFinder {
	/** All forms, so that the place of a gram is one number. */
	private readonly all: string;
	/** The last place of a gram with this hash, counted from 1; 0: there is none. */
	private readonly last = new Int32Array(tableSize);
	/** The place before it with the same hash. */
	private readonly earlier: Int32Array;
	/** Which form has the place. */
	private readonly formAt: Uint16Array;

	/** @param forms in small letters; a part of one counts from `least` characters on, which are twelve or more */
	constructor(private readonly forms: readonly Disguise[]) {
		this.all = forms.map(({ text }) => text + between).join('');
		this.earlier = new Int32Array(this.all.length);
		this.formAt = new Uint16Array(this.all.length);
		let start = 0;
		for (const [number, { text }] of forms.entries()) {
			for (let at = start; at + gram <= start + text.length; at++) {
				const hash = hashAt(this.all, at);
				this.formAt[at] = number;
				this.earlier[at] = this.last[hash] ?? 0;
				this.last[hash] = at + 1;
			}
			start += text.length + between.length;
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
			let place = (this.last[hashAt(text, at)] ?? 0) - 1;
			for (; place >= 0; place = (this.earlier[place] ?? 0) - 1) {
				const span = this.around(text, at, place);
				// The same part is found at each of its grams.
				const before = spans.at(-1);
				const isNew = span?.[0] !== before?.[0] || span?.[1] !== before?.[1];
				if (span !== undefined && isNew) spans.push(span);
			}
		}
	}

	/** How far a text and a form are alike, to both sides of a gram that they share, if that is far enough. */
	private around(text: string, found: number, place: number): Span | undefined {
		const { all } = this;
		const isAlike = (offset: number) =>
			small(text, found + offset) === all.charCodeAt(place + offset);
		let after = 0;
		while (isAlike(after) && all[place + after] !== between) after++;
		if (after < gram) return undefined;
		let before = 0;
		while (isAlike(-before - 1) && all[place - before - 1] !== between) before++;
		const { least } = this.forms[this.formAt[place] ?? 0] as Disguise;
		return before + after < least ? undefined : [found - before, found + after];
	}
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
