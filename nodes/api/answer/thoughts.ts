import { tryParseAnswer } from '../json';

/** A text without the thoughts that stood in it. */
export interface Spoken {
	text: string;
	reasoning: string;
}

/**
 * The marks that models put around their thoughts, opening and closing: Qwen, DeepSeek, GLM, Gemma; Kimi-VL;
 * Magistral; Skywork.
 */
const open =
	/<(?:think|thinking|thought|thoughts|reasoning)(?:\s[^<>]{0,200})?>|◁think▷|\[THINK\]|<\|begin_of_thought\|>/gi;
const close =
	/<\/(?:think|thinking|thought|thoughts|reasoning)>|◁\/think▷|\[\/THINK\]|<\|end_of_thought\|>/gi;
const mayHold = /<\/?(think|thought|reasoning)|◁\/?think|\[\/?THINK\]|<\|(begin|end)_of_thought/i;
/** The beginning of a mark, at the end of a text that still grows. */
const begun = /(<[|/]?[a-z_]{0,18}\|?|◁\/?[a-z]{0,5}|\[\/?[a-z]{0,5})$/i;
/** In characters. */
const longestMark = 40;
/** Code that is whole: between fences, and between single backticks within a line. */
const code = /```[^]*?```|`[^`\n]+`/g;

/**
 * Splits the thoughts off that a gateway leaves in the text: blocks between marks anywhere in it, everything
 * before a closing mark that was never opened, the whole text when it begins with one that is never closed.
 * Marks within code or JSON are text: an answer may write about them. Thoughts end at the first closing
 * mark, whatever else is in them.
 */
export function splitThoughts(text: string): Spoken {
	if (!mayHold.test(text)) return { text, reasoning: '' };
	const thoughts: string[] = [];
	const spoken: string[] = [];
	let rest = text;
	while (!isJson(rest)) {
		const opened = firstOutsideCode(open, rest);
		const closed = firstOutsideCode(close, rest);
		if (closed && (!opened || closed.index < opened.index)) {
			thoughts.push(rest.slice(0, closed.index));
			rest = rest.slice(closed.index + closed[0].length);
			continue;
		}
		if (!opened) break;
		const behind = rest.slice(opened.index + opened[0].length);
		const [end] = behind.matchAll(close);
		const before = rest.slice(0, opened.index);
		// Words about thoughts, in the middle of an answer.
		if (!end && [...spoken, before].join('').trim() !== '') break;
		spoken.push(before);
		rest = behind;
		thoughts.push(rest.slice(0, end?.index));
		rest = end ? rest.slice(end.index + end[0].length) : '';
	}
	if (thoughts.length === 0) return { text, reasoning: '' };
	const reasoning = thoughts.map((thought) => thought.trim()).filter((thought) => thought !== '');
	return { text: [...spoken, rest].join('').trim(), reasoning: reasoning.join('\n\n') };
}

/** Marks in the texts of JSON are data. */
function isJson(text: string): boolean {
	return /^\s*[{[]/.test(text) && tryParseAnswer(text) !== undefined;
}

function firstOutsideCode(mark: RegExp, text: string): RegExpExecArray | undefined {
	const found = [...text.matchAll(mark)];
	if (found.length === 0) return undefined;
	const parts = [...text.matchAll(code)].map(({ index, 0: part }) => [index, index + part.length]);
	return found.find(({ index }) =>
		parts.every(([start = 0, end = 0]) => index < start || index >= end),
	);
}

/**
 * Passes on what is certainly spoken of a text that grows: thoughts, and what may become a mark, are held
 * back. (Thoughts that were never opened cannot be told before they are closed.)
 */
export class SpokenText {
	private told = '';
	private holdsMarks = false;

	/** @param hear told the text piece by piece */
	constructor(private readonly hear: (piece: string) => void) {}

	/** The text so far has become this. */
	grown(text: string): void {
		// What was looked through before need not be again.
		this.holdsMarks ||= mayHold.test(text.slice(Math.max(0, this.told.length - longestMark)));
		const mark = begun.exec(text.slice(-longestMark));
		const certain = mark === null ? text : text.slice(0, text.length - mark[0].length);
		this.tell(this.holdsMarks ? splitThoughts(certain).text : certain);
	}

	/** The whole text, as it was read in the end. */
	ended(text: string): void {
		this.tell(text);
	}

	private tell(spoken: string): void {
		if (spoken.length <= this.told.length || !spoken.startsWith(this.told)) return;
		const piece = spoken.slice(this.told.length);
		this.told = spoken;
		this.hear(piece);
	}
}
