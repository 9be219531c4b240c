import { isObject, type JsonObject, textOf, tryParseAnswer } from '../json';
import type { ResponseHead } from '../readers/reader';
import { jsonTexts } from '../jsonText';
import {
	aroundMembers,
	behindMembers,
	codeMembers,
	errorMembers,
	inSmallLetters,
	objectsIn,
	typeMembers,
	waitMembers,
	wordMembers,
} from './members';
import { longestQuote } from './page';
import { idInBody, idInFront, idInWords, requestId } from './requestId';

/** Longest words that are looked through and kept, in characters: expressions over more would take long. */
export const longestWords = 4_000;
/** How many levels of a body are looked through: gateways wrap the failure of the gateway behind them. */
const deepestWords = 6;

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

/** Words that say no more than that something failed: those of the gateway behind it follow them. */
const saysLittle =
	/^(an? )?(provider returned error|upstream (error|request failed)|openai_error|bad_response_status_code|(internal )?(server )?error|unknown error|bad request|request failed|failed|error from provider.{0,40}|.{0,30}status code:? \d{3})[.!:]?$/i;

/** Words that tell of no failure. */
const nothingSaid =
	/^(|ok|success(ful)?|succeed(ed)?|none|null|no error|normal|0|200|true|false|成功|请求成功)$/i;

/** Whether a member `error` and the like only says that nothing has failed: empty in every shape. */
export function saysNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.every(saysNothing);
	if (isObject(value)) return Object.values(value).every(saysNothing);
	if (typeof value === 'string') return nothingSaid.test(value.trim());
	return value === undefined || value === null || value === false || value === 0 || value === 200;
}

/** Finds what a body says of a failure, whatever its shape: an object, a list of one, a text of JSON texts. */
export function factsOf(body: unknown, head: ResponseHead): Facts {
	const found: Found = { codes: [], types: [], providers: [], details: [] };
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

/** Codes and classes in the order in which they were met, the innermost object of the failure first. */
interface Found {
	codes: string[];
	types: string[];
	/** Codes with the provider whose they are, as `minimax:1004`. */
	providers: string[];
	details: string[];
}

function wordsIn(value: unknown, found: Found, depth: number): string | null {
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
function wordsOfText(text: string, found: Found, depth: number): string | null {
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

function wordsOfObject(given: JsonObject, found: Found, depth: number): string | null {
	const object = inSmallLetters(given);
	let words: string | null = null;
	for (const name of wordMembers) {
		const member = object[name];
		if (name === 'reason' && typeof member === 'string' && words !== null) continue;
		const said = saysNothing(member) ? null : wordsIn(member, found, depth + 1);
		if (said === null) continue;
		words ??= withPlace(object, name, said);
		if (!saysLittle.test(words)) break;
		if (words !== said) words = `${words}: ${said}`;
	}
	collectCodes(object, found);
	for (const name of behindMembers) {
		if (!isObject(object[name]) && typeof object[name] !== 'string') continue;
		const said = wordsIn(object[name], found, depth + 1);
		if (words === null) words = said;
		else if (said !== null && saysLittle.test(words)) words = `${words}: ${said}`;
	}
	return words ?? wordsAround(object, found, depth);
}

function wordsAround(object: JsonObject, found: Found, depth: number): string | null {
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

function collectCodes(object: JsonObject, { codes, types, providers, details }: Found): void {
	if (typeof object.details === 'object' && object.details !== null)
		details.push(JSON.stringify(object.details).slice(0, longestWords));
	for (const name of codeMembers) {
		const given = textOf(object[name])?.trim();
		if (given === undefined || saysNothing(object[name])) continue;
		const code = (name === '__type' ? bareName(given) : given).slice(0, longestQuote);
		codes.push(code);
		providers.push(`${providerOf(object, name, code)}:${code}`);
	}
	for (const name of waitMembers) {
		const wait = textOf(object[name]);
		if (wait !== null) details.push(`${name}=${wait.slice(0, longestQuote)}`);
	}
	for (const name of typeMembers) {
		const type = textOf(object[name]);
		const isStatus = name === 'status' && type !== null && /^[45]\d\d$/.test(type);
		if (isStatus) codes.push(type);
		else if (typeof object[name] === 'string' && type !== null && type !== 'error')
			types.push(type.trim().slice(0, longestQuote));
	}
}

/** Whose number a code is, by its place; empty when the place does not tell. */
function providerOf(object: JsonObject, name: string, code: string): string {
	if (object.status_msg !== undefined && name === 'status_code') return 'minimax';
	if (object.error_msg !== undefined && name === 'error_code') return 'baidu';
	if (object.sid !== undefined && name === 'code') return 'spark';
	return name === 'code' && /^1[0-3]\d\d$/.test(code) ? 'zhipu' : '';
}

/** `com.amazon.coral#ThrottlingException`, `ThrottlingException:http://…`: the name alone. */
function bareName(name: string): string {
	return name.replace(/^[^#]*#/, '').replace(/:.*$/, '');
}
