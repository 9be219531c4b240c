import { disguisesOf, leastOfSecret, type Disguise } from './disguises';
import { joinSpans, PartFinder, type Span } from './parts';

const mask = '[redacted]';

/** Shortest secret that is searched for at all: a shorter one is a word. */
const shortest = 8;

/** What must not appear: the key in all its forms, and what of the additional headers can be a secret. */
export interface Known {
	key: string;
	/** Redacted as whole matches. */
	headers?: readonly string[];
}

/** Finds the secrets of a credential in texts, also when a gateway echoes them in part or in disguise. */
export class Secrets {
	/** Forms of which parts are searched for. */
	private readonly forms: readonly Disguise[];
	private readonly parts: PartFinder;
	private readonly wholes: readonly string[];

	/** @param shortestKey a shorter key is left alone; in parts it is searched for from twelve characters on */
	constructor({ key, headers = [] }: Known, shortestKey = shortest) {
		const isHidden = key.length >= shortestKey;
		const hasParts = isHidden && key.length >= leastOfSecret;
		this.forms = hasParts ? disguisesOf(key) : [];
		this.parts = new PartFinder(this.forms);
		this.wholes = [...(isHidden && !hasParts ? [key] : []), ...headers];
	}

	/**
	 * The text without them; the same text when there are none.
	 *
	 * @param from what stands before is looked at, and is not in the result
	 */
	redact(text: string, from = 0): string {
		const spans = text.length < shortest ? [] : joinSpans(this.spansIn(text));
		let done = from;
		let redacted = '';
		for (const [start, end] of spans) {
			if (end <= done) continue;
			redacted += text.slice(done, Math.max(done, start)) + mask;
			done = end;
		}
		return redacted + text.slice(done);
	}

	/** How many characters at the end of a text may be the beginning of a secret. */
	openEnd(text: string): number {
		const end = text.slice(-longestOpen).toLowerCase();
		const forms = [
			...this.forms.map((form) => form.text),
			...this.wholes.map((whole) => whole.toLowerCase()),
		];
		const longest = forms.map((form) => {
			// What is no part of the form is none with more before it.
			let length = 0;
			while (length < end.length && form.includes(end.slice(-length - 1))) length++;
			return length;
		});
		return Math.max(0, ...longest);
	}

	private spansIn(text: string): Span[] {
		const parts = this.forms.length === 0 ? [] : this.parts.find(text);
		return [...parts, ...this.wholes.flatMap((whole) => wholeMatches(text, whole))];
	}
}

/** Longest end of a text that is held back. */
const longestOpen = 4_000;

/** Where a value stands that is no part of a longer word. */
function wholeMatches(text: string, value: string): Span[] {
	const spans: Span[] = [];
	for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
		const end = at + value.length;
		if (!isWord(text[at - 1]) && !isWord(text[end])) spans.push([at, end]);
	}
	return spans;
}

function isWord(letter: string | undefined): boolean {
	return letter !== undefined && /[A-Za-z0-9]/.test(letter);
}
