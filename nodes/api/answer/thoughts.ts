import { tryParseAnswer } from '../json';

/** A text without the thoughts that stood in it. */
interface SplitText {
	text: string;
	reasoning: string;
}

/** What may stand in an opening mark behind its name. */
const attributes = String.raw`\s[^<>]{0,200}`;
/**
 * The marks that models put around their thoughts, opening and closing: Qwen, DeepSeek, GLM, Gemma; Kimi-VL;
 * Magistral; Skywork.
 */
const open = String.raw`<(?:think|thinking|thought|thoughts|reasoning)(?:${attributes})?>|◁think▷|\[THINK\]|<\|begin_of_thought\|>`;
const close = String.raw`<\/(?:think|thinking|thought|thoughts|reasoning)>|◁\/think▷|\[\/THINK\]|<\|end_of_thought\|>`;
const mayHold = /<\/?(think|thought|reasoning)|◁\/?think|\[\/?THINK\]|<\|(begin|end)_of_thought/i;
/** The beginning of a mark, at the end of a text that still grows. */
const begun = new RegExp(
	String.raw`(<[|/]?[a-z_]{0,18}\|?|<(?:think|thought|reason)[a-z]{0,3}${attributes}|◁\/?[a-z]{0,5}|\[\/?[a-z]{0,5})$`,
	'i',
);
/** In characters; an opening one may have attributes. */
const longestMark = 40;
const longestOpening = 250;
/** Code that is whole: between fences, and between single backticks within a line. */
const code = '```[^]*?```|`[^`\\n]+`';
/** Code at the end of a text that may yet become whole. */
const openCode = '```[^]*$|`[^`\\n]*$';
const closing = new RegExp(close, 'gi');
/** Code, or in groups an opening mark, a closing one, and of a text that grows code that is not whole. */
const tokens = new RegExp(`${code}|(${open})|(${close})`, 'gi');
const growingTokens = new RegExp(`${tokens.source}|(${openCode})`, 'gi');
/** How JSON begins. */
const bracket = /^\s*(?:\{|\[(?!\/?THINK\]))/i;
/** Pairs of marks that are looked at; what is behind them is text. */
const mostThoughts = 100_000;
/** How often it is looked whether a text behind thoughts is JSON. */
const mostLooks = 5;
/** Of a text longer than this, in characters, it is looked once. */
const longLook = 1_000_000;

/**
 * Splits the thoughts off that a gateway leaves in the text: blocks between marks anywhere in it, everything
 * before a closing mark that was never opened, the whole text when it begins with one that is never closed.
 * Marks within code or JSON are text: an answer may write about them. Thoughts end at the first closing
 * mark, whatever else is in them.
 */
export function splitThoughts(text: string): SplitText {
	if (!mayHold.test(text)) return { text, reasoning: '' };
	const { spoken, thoughts, rest } = new Walk().on(text, true);
	if (thoughts.length === 0) return { text, reasoning: '' };
	const reasoning = joined(thoughts.map((thought) => thought.trim()));
	return { text: (spoken + rest).trim(), reasoning };
}

/** Thoughts from several places of an answer as one text. */
export function joinThoughts(...thoughts: string[]): string {
	return joined(thoughts);
}

function joined(thoughts: readonly string[]): string {
	return thoughts.filter((thought) => thought !== '').join('\n\n');
}

/** A text as far as it was split. */
interface SoFar {
	spoken: string;
	/** How much of it was thoughts. */
	thoughts: readonly string[];
	/** What is behind the last mark. */
	rest: string;
	/** Whether it ends within thoughts. */
	isInside: boolean;
}

/** Goes through a text from mark to mark, once; through one that grows, on from where it was. */
class Walk {
	private spoken = '';
	private readonly thoughts: string[] = [];
	/** Where the text begins that is behind the last pair of marks. */
	private start = 0;
	/** Before this there is no further mark, and no code that is not whole. */
	private searched = 0;
	private looks = 0;

	/**
	 * @param isWhole whether nothing is to come; otherwise what may yet turn out to be thoughts, or to be code, is
	 *   not in `rest`
	 */
	on(text: string, isWhole: boolean): SoFar {
		while (this.thoughts.length < mostThoughts) {
			const { start } = this;
			const isBracketed = bracket.test(text.slice(start, start + longestMark));
			// Marks in the texts of JSON are data.
			if (isBracketed && !isWhole) return this.soFar();
			if (isBracketed && this.isJson(text.slice(start))) break;
			const found = this.nextToken(text, isWhole);
			if (found === undefined) break;
			const { index, 0: token, 1: opening, 2: closes } = found;
			const before = text.slice(start, index);
			if (closes !== undefined) {
				this.goOn(before, index + token.length);
				continue;
			}
			if (opening === undefined) return this.soFar({ rest: before });
			closing.lastIndex = index + token.length;
			const end = closing.exec(text);
			if (!end && !isWhole) return this.soFar({ spoken: this.spoken + before, isInside: true });
			// An opening mark in the middle of an answer that is never closed: the answer writes about marks.
			if (!end && (this.spoken + before).trim() !== '') break;
			this.spoken += before;
			const thought = text.slice(index + token.length, end?.index);
			this.goOn(thought, end ? end.index + end[0].length : text.length);
		}
		return this.soFar({ rest: text.slice(this.start) });
	}

	private isJson(text: string): boolean {
		const isLong = text.length > longLook;
		this.looks += isLong ? mostLooks : 1;
		return this.looks <= mostLooks && tryParseAnswer(text) !== undefined;
	}

	private goOn(thought: string, start: number): void {
		this.thoughts.push(thought);
		this.start = start;
		this.searched = start;
	}

	private soFar(more: Partial<SoFar> = {}): SoFar {
		const { spoken, thoughts } = this;
		return { spoken, thoughts, rest: '', isInside: false, ...more };
	}

	/** The next mark that is not in code; of a text that grows, also code that is not whole. */
	private nextToken(text: string, isWhole: boolean): RegExpExecArray | undefined {
		const pattern = isWhole ? tokens : growingTokens;
		pattern.lastIndex = this.searched;
		for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
			if (found.slice(1).some((group) => group !== undefined)) {
				// Two backticks before it may yet become a fence with it.
				this.searched = Math.max(this.searched, found.index - 2);
				return found;
			}
			this.searched = pattern.lastIndex;
		}
		this.searched = Math.max(this.searched, text.length - longestOpening);
		return undefined;
	}
}

/**
 * Passes on the answer in a text that grows; thoughts, and what may become a mark, are held back. (Thoughts without an
 * opening mark cannot be recognised before they are closed.)
 */
export class ThoughtFilter {
	private told = '';
	private seen = 0;
	/** The end of what was seen, to tell a text that has grown from another one. */
	private end = '';
	private holdsMarks = false;
	private isInside = false;
	private walk = new Walk();

	/** @param onText told the text piece by piece */
	constructor(private readonly onText: (piece: string) => void) {}

	/** The text so far has become this. */
	update(text: string): void {
		if (text.length === this.seen) return;
		if (!text.startsWith(this.end, this.seen - this.end.length)) this.beginAnew();
		// What was searched before need not be searched again.
		const news = text.slice(Math.max(0, this.seen - longestMark));
		this.seen = text.length;
		this.end = text.slice(-longestMark);
		this.holdsMarks ||= mayHold.test(news);
		if (this.isInside && news.search(closing) < 0) return;
		const mark = begun.exec(text.slice(-longestOpening));
		const certain = mark === null ? text : text.slice(0, text.length - mark[0].length);
		if (!this.holdsMarks) return this.tell(certain);
		const { spoken, rest, thoughts, isInside } = this.walk.on(certain, false);
		this.isInside = isInside;
		this.tell(thoughts.length === 0 ? spoken + rest : (spoken + rest).trim());
	}

	/** A gateway may send the whole so far with every piece, or another text in the end. */
	private beginAnew(): void {
		this.seen = 0;
		this.holdsMarks = false;
		this.isInside = false;
		this.walk = new Walk();
	}

	/** The whole text, as it was read in the end. */
	finish(text: string): void {
		this.tell(text);
	}

	/** Blanks at the beginning may yet turn out to belong to thoughts, and are then no part of the text. */
	private tell(spoken: string): void {
		const words = spoken.trimStart();
		const before = this.told.trimStart();
		if (words.length <= before.length || !words.startsWith(before)) return;
		const piece = this.told === '' ? spoken : words.slice(before.length);
		this.told += piece;
		this.onText(piece);
	}
}
