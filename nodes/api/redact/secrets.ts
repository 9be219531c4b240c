import { disguisesOf, leastOfSecret, wholeDisguisesOf } from './disguises';
import { type InSlices, sliceLength } from '../slices';
import { joinSpans, PartFinder, type Span, step } from './parts';

const mask = '[redacted]';

/** Shortest secret that is searched for at all: a shorter one is a word. */
const shortest = 8;

/** Characters of a long text that are looked through at once. */
const slice = Math.floor(sliceLength / step) * step;

/** What must not appear: the key in all its forms, and what of the additional headers can be a secret. */
export interface Known {
	key: string;
	/** Redacted as whole matches. */
	headers?: readonly string[];
}

/** Finds the secrets of a credential in texts, also when a gateway echoes them in part or in disguise. */
export class Secrets {
	/** Finds parts of the key, and headers in disguise; absent where all is too short for that. */
	private readonly parts: PartFinder | undefined;
	private readonly wholes: readonly string[];
	/** All forms in small letters with a sign between them that no text has, for the end of a text. */
	private readonly forms: string;

	/** @param known a key of fewer than eight characters is left alone; in parts it is found from twelve on */
	constructor({ key, headers = [] }: Known) {
		const disguises = [
			...(key.length >= leastOfSecret ? disguisesOf(key) : []),
			...headers.flatMap(wholeDisguisesOf),
		];
		this.parts = disguises.length === 0 ? undefined : new PartFinder(disguises);
		const isShort = key.length >= shortest && key.length < leastOfSecret;
		this.wholes = [...(isShort ? [key] : []), ...headers];
		this.forms = [
			...disguises.map(({ text }) => text),
			...this.wholes.map((whole) => whole.toLowerCase()),
		].join('\0');
	}

	/** The text without them; the same text when there are none. */
	redact(text: string): string {
		return this.redactPart(text, 0, text.length).told;
	}

	/**
	 * A part of a text without them. What stands around the part is looked at, and is not in the result: of a secret that
	 * reaches beyond the part, the rest has been told with it.
	 *
	 * @returns `done`: the place up to which the text has been told
	 */
	redactPart(text: string, from: number, until: number): { told: string; done: number } {
		return this.without(this.find(text), text, from, until);
	}

	/** The text without them, of a long text, in slices. */
	*redactInSlices(text: string): InSlices<string> {
		const parts: Span[] = [];
		for (let at = 0; at < text.length && this.parts !== undefined; at += slice) {
			if (at > 0) yield;
			this.parts.find(text, parts, at, at + slice);
		}
		return this.without(this.joined(parts, text), text, 0, text.length).told;
	}

	/** How many characters at the end of a text may be the beginning of a secret. */
	openEnd(text: string): number {
		const end = text.slice(-longestOpen).toLowerCase();
		// What is no part of a form is none with more before it.
		let length = 0;
		while (length < end.length && this.forms.includes(end.slice(-length - 1))) length++;
		return length;
	}

	/** Where they stand, in their order. */
	find(text: string): Span[] {
		if (text.length < shortest) return [];
		const parts: Span[] = [];
		this.parts?.find(text, parts);
		return this.joined(parts, text);
	}

	private joined(parts: Span[], text: string): Span[] {
		const wholes = this.wholes.flatMap((whole) => wholeMatches(text, whole));
		return joinSpans(wholes.length === 0 ? parts : parts.concat(wholes));
	}

	private without(spans: readonly Span[], text: string, from: number, until: number) {
		let done = from;
		let told = '';
		for (const [start, end] of spans) {
			if (end <= done) continue;
			if (start >= until) break;
			told += text.slice(done, Math.max(done, start)) + mask;
			done = end;
		}
		return { told: told + text.slice(done, until), done: Math.max(done, until) };
	}
}

/** Longest end of a text that is held back. */
const longestOpen = 4_000;

/** Where a value stands that is no part of a longer word. */
function wholeMatches(text: string, value: string): Span[] {
	const spans: Span[] = [];
	for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
		const end = at + value.length;
		if (!isInWord(text, at) && !isWord(text[end])) spans.push([at, end]);
	}
	return spans;
}

/** Whether a word goes on here; a letter before it may also be the end of an escape such as `\n` or `%3D`. */
function isInWord(text: string, at: number): boolean {
	if (!isWord(text[at - 1])) return false;
	return !escapeAtEnd.test(text.slice(Math.max(0, at - longestEscape), at));
}

const longestEscape = 10;
const escapeAtEnd = /(%(25)?[0-9a-f]{2}|(\\|%5c)([a-z]|x[0-9a-f]{2}|u[0-9a-f]{4}))$/i;

function isWord(letter: string | undefined): boolean {
	return letter !== undefined && /[A-Za-z0-9]/.test(letter);
}
