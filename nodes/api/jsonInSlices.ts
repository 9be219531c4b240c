import { beyond, bounds, type JsonObject, tryParseAnswer } from './json';
import { endOfString } from './jsonText';
import { type InSlices, sliceLength } from './slices';

/*
 * JSON.parse cannot be interrupted, and takes a second for some answers of 8 MB. So the brackets and commas of a long
 * text are looked for first, and what stands between two of them is parsed as soon as it is long enough.
 */

const quote = 34;
const comma = 44;
const colon = 58;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;

/** Like `tryParseAnswer`, in slices of so many characters. */
export function* tryParseInSlices(text: string, length = sliceLength): InSlices<unknown> {
	if (text.length < 2 * length || !/^\s*[{[]/.test(text)) return tryParseAnswer(text);
	try {
		return yield* new SlicedJson(text, length).parse();
	} catch {
		return undefined;
	}
}

/** Like {@link tryParseInSlices}, also where a gateway has written its JSON as JSON once more. */
export function* tryParseBodyInSlices(text: string, length = sliceLength): InSlices<unknown> {
	const value = yield* tryParseInSlices(text, length);
	return typeof value === 'string' ? yield* tryParseInSlices(value, length) : value;
}

/** An object or list that has not ended yet. */
interface Opened {
	isObject: boolean;
	/** Where its bracket stands. */
	start: number;
	/** Where the text begins that is not parsed yet. */
	from: number;
	/** Where the entry begins that has not ended yet. */
	entry: number;
	/** Its entries so far; absent as long as all of it is in the text that is not parsed yet. */
	value: JsonObject | unknown[] | undefined;
	/** The entry is parsed: nothing but blanks may stand before the next comma. */
	isParsed: boolean;
	members: number;
}

class SlicedJson {
	private readonly opened: Opened[] = [];
	/** Objects, lists and members so far. */
	private parts = 0;

	constructor(
		private readonly text: string,
		private readonly length: number,
	) {}

	/** @throws SyntaxError */
	*parse(): InSlices<unknown> {
		const { text, opened } = this;
		let seen = 0;
		for (let at = 0; at < text.length; at++) {
			if (at - seen >= this.length) {
				seen = at;
				yield;
			}
			const code = text.charCodeAt(at);
			if (code === quote) {
				at = endOfString(text, at);
				if (at < 0) break;
			} else if (code === openBrace || code === openBracket) this.open(at, code === openBrace);
			else if (code === comma) this.endEntry(at);
			else if (code === colon) this.countPart();
			else if (code === closeBrace || code === closeBracket) {
				const whole = this.close(at, code === closeBrace);
				if (opened.length > 0) continue;
				if (whole === undefined) return parsed(text);
				this.expectBlanks(at + 1, text.length);
				return whole;
			}
		}
		throw new SyntaxError('The JSON is cut off');
	}

	private open(start: number, isObject: boolean): void {
		if (this.opened.length >= bounds.depth) throw beyond('depth');
		this.countPart();
		// Written out: a text may open millions, and to copy members takes ten times as long.
		this.opened.push({
			isObject,
			start,
			from: start + 1,
			entry: start + 1,
			value: undefined,
			isParsed: false,
			members: 1,
		});
	}

	private countPart(): void {
		if (++this.parts > bounds.parts) throw beyond('parts');
	}

	private endEntry(at: number): void {
		const last = this.last();
		if (last.isObject && ++last.members > bounds.members) throw beyond('members');
		if (last.isParsed) this.expectBlanks(last.from, at);
		const isLong = at - last.from >= this.length;
		if (isLong && !last.isParsed) this.take(last, at);
		if (isLong || last.isParsed) last.from = at + 1;
		last.isParsed = false;
		last.entry = at + 1;
	}

	/** Returns the value, unless all of it is in text that is not parsed yet. */
	private close(at: number, isObject: boolean): unknown {
		const last = this.last();
		if (last.isObject !== isObject) throw new SyntaxError('Brackets do not match');
		this.opened.pop();
		if (last.value === undefined) return undefined;
		if (last.isParsed) this.expectBlanks(last.from, at);
		else this.take(last, at);
		const outer = this.opened.at(-1);
		if (outer !== undefined) this.put(last, outer, at);
		return last.value;
	}

	/** Puts what has ended into what is around it. */
	private put({ value, start }: Opened, outer: Opened, end: number): void {
		if (outer.isParsed) throw new SyntaxError('A comma is missing');
		if (outer.entry > outer.from) this.take(outer, outer.entry - 1);
		outer.value ??= outer.isObject ? {} : [];
		if (Array.isArray(outer.value)) {
			this.expectBlanks(outer.entry, start);
			outer.value.push(value);
		} else {
			const name = nameIn(this.text.slice(outer.entry, start));
			if (name !== '__proto__') outer.value[name] = value;
		}
		outer.from = end + 1;
		outer.isParsed = true;
	}

	/** Parses the entries up to a place, and adds them to those before. */
	private take(into: Opened, end: number): void {
		const text = this.text.slice(into.from, end);
		if (!/\S/.test(text)) throw new SyntaxError('An entry is missing');
		if (into.isObject) {
			const members = parsed(`{${text}}`) as JsonObject;
			const value = (into.value ??= {}) as JsonObject;
			for (const name of Object.keys(members)) value[name] = members[name];
		} else {
			const list = (into.value ??= []) as unknown[];
			for (const entry of parsed(`[${text}]`) as unknown[]) list.push(entry);
		}
	}

	private last(): Opened {
		const last = this.opened.at(-1);
		if (last === undefined) throw new SyntaxError('Something stands outside of the brackets');
		return last;
	}

	private expectBlanks(from: number, end: number): void {
		if (/[^ \t\r\n]/.test(this.text.slice(from, end))) throw new SyntaxError('A comma is missing');
	}
}

function parsed(text: string): unknown {
	const value = tryParseAnswer(text);
	if (value === undefined) throw new SyntaxError('It is no JSON');
	return value;
}

/** `"name":` */
function nameIn(text: string): string {
	const part = text.trim();
	const name: unknown = part.endsWith(':') ? JSON.parse(part.slice(0, -1)) : undefined;
	if (typeof name !== 'string') throw new SyntaxError('A name is missing');
	return name;
}
