import { isObject, type JsonObject, tryParseAnswer } from '../json';
import { jsonTexts } from '../jsonText';
import { pageWords } from '../refusal/page';

/** What the data of an event holds. */
export type Part =
	| { kind: 'chunk'; chunk: JsonObject }
	/** `[DONE]`: nothing of the answer follows. */
	| { kind: 'done' }
	/** Text that is no JSON: it says what went wrong. */
	| { kind: 'words'; words: string }
	| { kind: 'broken' };

const done = /^["']?\[?done\]?["']?$/i;
/** What is sent to keep the connection open: nothing, a comment that a proxy forwarded as data, a word. */
const heartbeat = /^(:|(keep-?alive|ping|pong|heart-?beat|processing|waiting)\b|null$|""$|\[\]$)/i;

/** What may stand between chunks; anything else is what is left of one that lost its beginning. */
const besideChunks = /^(?:[\s,;\d]|data:|null|""|ping)*$/;

/**
 * The parts of an event's data, in order: usually one chunk. Some gateways leave out the blank line between
 * events, put several JSON texts into one, or break one text over two lines.
 */
export function eventParts(data: string): Part[] {
	const text = data.trim();
	if (text.startsWith('{')) return partsOfObject(text);
	if (text === '' || heartbeat.test(text)) return [];
	if (done.test(text)) return [{ kind: 'done' }];
	const value = tryParseAnswer(text);
	if (Array.isArray(value)) return partsOfList(value);
	// Events that were written as JSON twice.
	if (typeof value === 'string') return eventParts(value);
	if (value !== undefined) return [];
	return text.startsWith('[') ? partsOfSeveral(text) : partsOfWords(text);
}

/** Nearly all events are one object. */
function partsOfObject(text: string): Part[] {
	const chunk = tryParseAnswer(text);
	if (isObject(chunk)) return Object.keys(chunk).length === 0 ? [] : [{ kind: 'chunk', chunk }];
	return partsOfSeveral(text);
}

/** A list has chunks in it; what is none was one. */
function partsOfList(list: readonly unknown[]): Part[] {
	return list.map((chunk) => (isObject(chunk) ? { kind: 'chunk', chunk } : { kind: 'broken' }));
}

function partsOfSeveral(text: string): Part[] {
	if (text.includes('\n')) {
		const joined = tryParseAnswer(text.replaceAll('\n', ''));
		if (isObject(joined)) return [{ kind: 'chunk', chunk: joined }];
		const lines = text.split('\n');
		if (lines.every(isWhole)) return lines.flatMap(eventParts);
	}
	const { texts, isCut, others } = jsonTexts(text.replace(/\[done\]\s*$/i, ''));
	const chunks = texts.map(tryParseAnswer);
	const isRow = !isCut && texts.length > 1 && besideChunks.test(others);
	if (!isRow || !chunks.every(isObject)) return [{ kind: 'broken' }];
	const isDone = /\[done\]\s*$/i.test(text);
	return [
		...chunks.map((chunk): Part => ({ kind: 'chunk', chunk })),
		...(isDone ? [{ kind: 'done' } as const] : []),
	];
}

/** Whether a line is JSON, the end, or nothing but a sign of life. */
function isWhole(line: string): boolean {
	const text = line.trim();
	return heartbeat.test(text) || done.test(text) || tryParseAnswer(text) !== undefined;
}

function partsOfWords(text: string): Part[] {
	const words = pageWords(text);
	if (words !== null) return [{ kind: 'words', words }];
	// What nobody can read may be a part of the answer, unless it is nothing but control characters.
	return /^\p{Cc}*$/u.test(text) ? [] : [{ kind: 'broken' }];
}
