import { isObject, type JsonObject } from '../json';
import { saysNothing } from '../refusal/saysNothing';

/**
 * Members in which the words of a transcript stand, or what has them, in small letters, in the order in which
 * they are asked: OpenAI; Deepgram, AWS, Google; RunPod, Gladia; Azure; Baidu, Cloudflare, FunASR; DashScope;
 * then the parts that the text is cut into.
 */
const members = [
	'text',
	'transcript',
	'transcription',
	'full_transcript',
	'displaytext',
	'display',
	'combinedphrases',
	'combinedrecognizedphrases',
	'transcripts',
	'sentence',
	'result',
	'results',
	'output',
	'outputs',
	'data',
	'response',
	'channels',
	'alternatives',
	'nbest',
	'segments',
	'sentences',
	'utterances',
	'phrases',
	'chunks',
	'choices',
	'message',
	'content',
	'delta',
];
/** Lists of which each entry is the whole, as it may have been said: the likeliest comes first. */
const alternatives = ['alternatives', 'nbest'];
/** Members that may hold a status such as `success` in place of words. */
const mayTell = ['result', 'results', 'output', 'data', 'response'];
/** How deep the words may lie. */
const deepest = 8;

/**
 * The words of a transcript in the JSON of an answer. Undefined when there is no place for them; empty when
 * there is, and nothing was said.
 */
export function transcriptTextIn(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value;
	if (depth > deepest) return undefined;
	if (Array.isArray(value)) {
		if (value.some(isUnread)) return undefined;
		const parts = value.map((part) => transcriptTextIn(part, depth + 1));
		const said = parts.filter((part) => part !== undefined);
		return said.length === 0 ? undefined : joinParts(said);
	}
	if (!isObject(value)) return undefined;
	const found = wordsIn(value, depth);
	return found.find((words) => words.trim() !== '') ?? found[0];
}

/** Whether a part has a number or a boolean in place of its words, so that the transcript is not complete. */
function isUnread(part: unknown): boolean {
	if (Array.isArray(part)) return part.some(isUnread);
	return isObject(part) && ['number', 'boolean'].includes(typeof part.text);
}

function wordsIn(object: JsonObject, depth: number): string[] {
	const named = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
	return members.flatMap((name) => {
		const value = named.get(name);
		if (mayTell.includes(name) && saysNothing(value)) return [];
		// As a text it says what went wrong.
		if (name === 'message' && !isObject(value)) return [];
		const isWhole = alternatives.includes(name) && Array.isArray(value);
		return transcriptTextIn(isWhole ? value[0] : value, depth + 1) ?? [];
	});
}

/** Scripts that are written without blanks. */
const withoutSpaces =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}、。，！？]/u;

/** Signs that follow a word without a blank. */
const closing = /[,.;:!?]/;

/** Parts of what was said as one text, with blanks between them where the script has some. */
export function joinParts(parts: readonly string[]): string {
	let text = '';
	for (const part of parts) {
		const [last = '', first = ''] = [text.at(-1), part[0]];
		const isApart = last === '' || first === '' || /\s/.test(last + first) || closing.test(first);
		text += isApart || (withoutSpaces.test(last) && withoutSpaces.test(first)) ? part : ` ${part}`;
	}
	return text.trim();
}
