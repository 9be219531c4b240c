import { isObject, type JsonObject, tryParseAnswer } from '../json';
import { jsonTexts } from '../jsonText';
import { requestId } from '../readers/head';
import type { ResponseHead } from '../readers/reader';
import { bareName, collectCodes, type FoundCodes } from './codes';
import {
	aroundMembers,
	behindMembers,
	errorMembers,
	inSmallLetters,
	objectsIn,
	wordMembers,
} from './members';
import { longestQuote, longestWords } from './page';
import { idInBody, idInFront, idInWords } from './requestId';
import { saysLittle } from './saysLittle';
import { saysNothing } from './saysNothing';

/** How many levels of a body are looked through: gateways wrap the failure of the gateway behind them. */
const deepestWords = 6;

/** How many members of an object, or entries of a list, are looked into for the failure behind. */
const mostMembers = 20;

/** What a body says of a failure. */
export interface Facts {
	/** Its words, the outermost first; null when it has none. */
	words: string | null;
	code: string | null;
	type: string | null;
	request_id: string | null;
	/** Every code, class and status in it, for telling the kind. */
	codes: string;
	/** Codes with the provider whose they are, as `minimax:1004`. */
	providers: readonly string[];
	/** What stands under `details` and tells how long to wait, as text: Gemini names the metric of a limit there. */
	details: string;
}

/** Finds what a body says of a failure, whatever its shape: an object, a list of one, a text of JSON texts. */
export function factsOf(body: unknown, head: ResponseHead): Facts {
	const found: FoundCodes = { codes: [], types: [], providers: [], details: [] };
	const words = wordsIn(body, found, 0)?.trim().slice(0, longestWords) ?? null;
	const named = head.headers['x-amzn-errortype'];
	if (named) found.codes.push(bareName(named).slice(0, longestQuote));
	return {
		words,
		code: found.codes[0] ?? null,
		type: found.types[0] ?? null,
		request_id: requestId(head) ?? idInBody(body) ?? idInWords(words) ?? idInFront(head),
		codes: [...found.codes, ...found.types].join(' ').slice(0, longestWords),
		providers: found.providers,
		details: found.details.join(' ').slice(0, longestWords),
	};
}

function wordsIn(value: unknown, found: FoundCodes, depth: number): string | null {
	if (depth > deepestWords) return null;
	if (typeof value === 'string') return wordsOfText(value, found, depth);
	if (typeof value === 'number') return depth === 0 ? null : String(value);
	if (Array.isArray(value)) {
		for (const entry of value.slice(0, 10)) {
			const words = wordsIn(entry, found, depth + 1);
			if (words !== null) return words;
		}
		return null;
	}
	return isObject(value) ? wordsOfObject(value, found, depth) : null;
}

/** A text may be JSON, or several JSON texts in a row, with the words inside. */
function wordsOfText(text: string, found: FoundCodes, depth: number): string | null {
	const trimmed = text.trim();
	if (trimmed === '') return null;
	if (/^[{[]/.test(trimmed)) {
		for (const json of jsonTexts(trimmed.slice(0, 16 * longestWords)).texts) {
			const words = wordsIn(tryParseAnswer(json), found, depth + 1);
			if (words !== null) return words;
		}
	}
	return trimmed;
}

function wordsOfObject(given: JsonObject, found: FoundCodes, depth: number): string | null {
	const object = inSmallLetters(given);
	let words: string | null = null;
	for (const name of wordMembers) {
		const member = object[name];
		if (name === 'reason' && typeof member === 'string' && words !== null) continue;
		const said = saysNothing(member) ? null : wordsIn(member, found, depth + 1);
		if (said === null) continue;
		words ??= withPlace(object, name, said);
		if (!saysLittle(words)) break;
		words = withMore(words, said);
	}
	collectCodes(object, found);
	for (const name of behindMembers) {
		if (!isObject(object[name]) && typeof object[name] !== 'string') continue;
		const said = wordsIn(object[name], found, depth + 1);
		if (words === null) words = said;
		else if (said !== null && saysLittle(words)) words = withMore(words, said);
	}
	if (words !== null && saysLittle(words)) {
		const behind = wordsBehind(object, found, depth);
		return behind === null ? words : withMore(words, behind);
	}
	return words ?? wordsAround(object, found, depth);
}

/** Words and those of the gateway behind, once where they are the same. */
function withMore(words: string, said: string): string {
	return words.endsWith(said) ? words : `${words}: ${said}`;
}

/**
 * The words of the failure behind, wherever a router keeps them: in `param`, `attempts`, `responseBody` or another
 * member that is an object, a list, or the text of one.
 */
function wordsBehind(object: JsonObject, found: FoundCodes, depth: number): string | null {
	if (depth > deepestWords) return null;
	for (const [name, member] of Object.entries(object).slice(0, mostMembers)) {
		if (wordMembers.includes(name) || behindMembers.includes(name)) continue;
		const value = typeof member === 'string' ? jsonOf(member) : member;
		if (typeof value !== 'object' || value === null) continue;
		const words = wordsIn(value, found, depth + 1);
		if (words !== null) return words;
		const inner = Array.isArray(value) ? { ...value.slice(0, mostMembers) } : value;
		const deeper = wordsBehind(inSmallLetters(inner as JsonObject), found, depth + 1);
		if (deeper !== null) return deeper;
	}
	return null;
}

function jsonOf(text: string): unknown {
	return /^\s*[{[]/.test(text) ? tryParseAnswer(text.slice(0, 16 * longestWords)) : undefined;
}

function wordsAround(object: JsonObject, found: FoundCodes, depth: number): string | null {
	for (const around of objectsIn(object, aroundMembers)) {
		for (const error of objectsIn(around, errorMembers)) {
			const words = wordsIn(error, found, depth + 2);
			if (words !== null) return words;
		}
	}
	return null;
}

/** FastAPI says where in the request the fault is. */
function withPlace(object: JsonObject, name: string, words: string): string {
	const isPlace = name === 'msg' && Array.isArray(object.loc);
	return isPlace ? `${(object.loc as unknown[]).join('.')}: ${words}` : words;
}
