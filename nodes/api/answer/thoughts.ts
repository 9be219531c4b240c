import { tryParseAnswer } from '../json';

/** A text without the thoughts that stood in it. */
interface SplitText {
	text: string;
	reasoning: string;
}

/**
 * The marks that models put around their thoughts, opening and closing: Qwen, DeepSeek, GLM, Gemma; Kimi-VL;
 * Magistral; Skywork.
 */
const open = String.raw`<(?:think|thinking|thought|thoughts|reasoning)(?:\s[^<>]{0,200})?>|◁think▷|\[THINK\]|<\|begin_of_thought\|>`;
const close = String.raw`<\/(?:think|thinking|thought|thoughts|reasoning)>|◁\/think▷|\[\/THINK\]|<\|end_of_thought\|>`;
const mayHold = /<\/?(think|thought|reasoning)|◁\/?think|\[\/?THINK\]|<\|(begin|end)_of_thought/i;
/** The beginning of a mark, at the end of a text that still grows. */
const begun = /(<[|/]?[a-z_]{0,18}\|?|◁\/?[a-z]{0,5}|\[\/?[a-z]{0,5})$/i;
/** In characters. */
const longestMark = 40;
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
/** How often it is looked whether a text behind thoughts is JSON. */
const mostLooks = 5;

/**
 * Splits the thoughts off that a gateway leaves in the text: blocks between marks anywhere in it, everything
 * before a closing mark that was never opened, the whole text when it begins with one that is never closed.
 * Marks within code or JSON are text: an answer may write about them. Thoughts end at the first closing
 * mark, whatever else is in them.
 */
export function splitThoughts(text: string): SplitText {
	if (!mayHold.test(text)) return { text, reasoning: '' };
	const { spoken, thoughts, rest } = walk(text, true);
	if (thoughts.length === 0) return { text, reasoning: '' };
	const reasoning = joinThoughts(...thoughts.map((thought) => thought.trim()));
	return { text: (spoken + rest).trim(), reasoning };
}

/** Thoughts from several places of an answer as one text. */
export function joinThoughts(...thoughts: string[]): string {
	return thoughts.filter((thought) => thought !== '').join('\n\n');
}

/** How far a text was split. */
interface Walk {
	spoken: string;
	thoughts: string[];
	/** What is behind the last mark. */
	rest: string;
	/** Whether it ends within thoughts. */
	isInside: boolean;
}

/**
 * Goes through a text from mark to mark, once.
 *
 * @param isWhole whether nothing is to come; otherwise what may yet turn out to be thoughts, or to be code, is
 *   not in `rest`
 */
function walk(text: string, isWhole: boolean): Walk {
	const done: Walk = { spoken: '', thoughts: [], rest: '', isInside: false };
	let start = 0;
	for (let looks = 0; ; ) {
		const isBracketed = bracket.test(text.slice(start, start + longestMark));
		// Marks in the texts of JSON are data.
		if (isBracketed && !isWhole) return done;
		if (isBracketed && looks++ < mostLooks && tryParseAnswer(text.slice(start)) !== undefined)
			break;
		const found = nextToken(text, start, isWhole);
		if (found === undefined) break;
		const { index, 0: token, 1: opening, 2: closes } = found;
		const before = text.slice(start, index);
		if (closes !== undefined) {
			done.thoughts.push(before);
			start = index + token.length;
			continue;
		}
		if (opening === undefined) return { ...done, rest: before };
		closing.lastIndex = index + token.length;
		const end = closing.exec(text);
		if (!end && !isWhole) return { ...done, spoken: done.spoken + before, isInside: true };
		// An opening mark in the middle of an answer that is never closed: the answer writes about marks.
		if (!end && (done.spoken + before).trim() !== '') break;
		done.spoken += before;
		done.thoughts.push(text.slice(index + token.length, end?.index));
		start = end ? end.index + end[0].length : text.length;
	}
	return { ...done, rest: text.slice(start) };
}

/** The next mark that is not in code; of a text that grows, also code that is not whole. */
function nextToken(text: string, start: number, isWhole: boolean): RegExpExecArray | undefined {
	const searched = isWhole ? tokens : growingTokens;
	searched.lastIndex = start;
	for (let found = searched.exec(text); found !== null; found = searched.exec(text))
		if (found.slice(1).some((group) => group !== undefined)) return found;
	return undefined;
}

/**
 * Passes on the answer in a text that grows; thoughts, and what may become a mark, are held back. (Thoughts without an
 * opening mark cannot be recognised before they are closed.)
 */
export class ThoughtFilter {
	private told = '';
	private seen = 0;
	private holdsMarks = false;
	private isInside = false;

	/** @param onText told the text piece by piece */
	constructor(private readonly onText: (piece: string) => void) {}

	/** The text so far has become this. */
	update(text: string): void {
		// What was searched before need not be searched again.
		const news = text.slice(Math.max(0, this.seen - longestMark));
		this.seen = text.length;
		this.holdsMarks ||= mayHold.test(news);
		if (this.isInside && news.search(closing) < 0) return;
		const mark = begun.exec(text.slice(-longestMark));
		const certain = mark === null ? text : text.slice(0, text.length - mark[0].length);
		if (!this.holdsMarks) return this.tell(certain);
		const { spoken, rest, thoughts, isInside } = walk(certain, false);
		this.isInside = isInside;
		this.tell(thoughts.length === 0 ? spoken + rest : (spoken + rest).trim());
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
