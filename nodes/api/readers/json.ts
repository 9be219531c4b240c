import { failure, type Failure } from '../failure';
import { complexityOf, isObject, type JsonObject, tryParseAnswer, tryParseBody } from '../json';
import { tryParseBodyInSlices } from '../jsonInSlices';
import { jsonTexts } from '../jsonText';
import { isLegible, isPage, longestQuote } from '../refusal/page';
import { readDeclaredError, readErrorText, readImpliedError } from '../refusal/refusal';
import { type InSlices, sliceLength } from '../slices';
import { spent } from '../usage/usage';
import { bufferedReader } from './buffered';
import { decode } from './charset';
import { headFacts } from './head';
import { checkBaseUrl } from './largest';
import type { Reader, Reading, ResponseHead } from './reader';
import { unusable } from './unusable';

/** Makes the value of a body that claims no failure, or says why it is unusable. */
export type Interpret<T> = (body: JsonObject, head: ResponseHead) => Reading<T>;

/** What else may be in an answer of a route. */
interface JsonOptions {
	/** What there is of an answer in a body that claims a failure as well. */
	keep?: (body: JsonObject) => Partial<Failure>;
	/** The body that a bare list stands for. */
	ofList?: (list: unknown[]) => JsonObject | undefined;
}

/**
 * Reads one JSON object and hands it to `interpret`. Failures of every shape are read here: status
 * of 300 and more, failures under status 200, web pages, empty and cut bodies.
 */
export function jsonReader<T>(interpret: Interpret<T>, options: JsonOptions = {}): Reader<T> {
	const reader = bufferedReader<T>(
		(bytes, head) => {
			const text = decode(bytes, head);
			const read = (value: unknown) => readValue(value, text, head, interpret, options);
			return text.length < sliceLength ? read(tryParseBody(text)) : readInSlices(text, read);
		},
		{ advice: checkBaseUrl },
	);
	let last: Uint8Array = new Uint8Array();
	return {
		...reader,
		push(bytes) {
			if (bytes.length > 0) last = bytes;
			return reader.push(bytes);
		},
		// An object is closed by its last brace, so half of one is never taken for a whole.
		isComplete: () => mayEndJson(last) && reader.end().failure === undefined,
	};
}

/** Whether the last bytes may be the end of JSON; blanks may stand behind it, and half of a character of 16 bits. */
function mayEndJson(last: Uint8Array): boolean {
	const end = Buffer.from(last.subarray(-longestEnd)).toString('latin1').trimEnd();
	return end === '' || ['}', ']', '"', '\0'].includes(end.slice(-1));
}

/** In bytes. */
const longestEnd = 200;

function* readInSlices<T>(text: string, read: (value: unknown) => T): InSlices<T> {
	yield;
	const value = yield* tryParseBodyInSlices(text);
	yield;
	return read(value);
}

function readValue<T>(
	value: unknown,
	text: string,
	head: ResponseHead,
	interpret: Interpret<T>,
	{ keep, ofList }: JsonOptions,
): Reading<T> {
	const { value: body, failure: why } = objectOf(value, text, head, ofList);
	return why ? { failure: why } : interpretBody(body, head, interpret, keep);
}

/**
 * The value of a body, or the failure that it claims, with what there is of an answer beside it. A body that
 * holds nothing of what was asked for came whole, so it is not asked for again.
 */
function interpretBody<T>(
	body: JsonObject,
	head: ResponseHead,
	interpret: Interpret<T>,
	keep: JsonOptions['keep'] = () => ({}),
): Reading<T> {
	const claimed = readDeclaredError(head, body);
	if (claimed) return { failure: { ...claimed, ...keep(body) } };
	const reading = interpret(body, head);
	// What names the task that was taken on says more than the words beside it.
	if (reading.failure?.kind !== 'malformed' || reading.failure.task_id !== undefined)
		return reading;
	const spoken = readImpliedError(head, body);
	if (spoken === undefined) return { failure: { ...reading.failure, retryable: false } };
	return { failure: { ...spoken, ...spent(reading.failure.usage) } };
}

/** The JSON object that an answer is; or why it is none, or the failure that it claims. */
export function readObject(bytes: Uint8Array, head: ResponseHead): Reading<JsonObject> {
	const text = decode(bytes, head);
	const reading = objectOf(tryParseBody(text), text, head);
	const claimed = reading.value && readDeclaredError(head, reading.value);
	return claimed ? { failure: claimed } : reading;
}

function objectOf(
	body: unknown,
	text: string,
	head: ResponseHead,
	ofList: JsonOptions['ofList'] = onlyOne,
): Reading<JsonObject> {
	if (isObject(body)) return { value: body };
	const listed = Array.isArray(body) ? ofList(body as unknown[]) : undefined;
	return listed === undefined ? { failure: notJson(head, text, body) } : { value: listed };
}

/** A bare list as the member `data` (TEI, some relays), unless it only wraps the answer (Gemini). */
export function listAsData(list: unknown[]): JsonObject {
	return onlyOne(list) ?? { data: list };
}

/** Gemini's way: a list with one object in it. */
function onlyOne([only, ...others]: unknown[]): JsonObject | undefined {
	return isObject(only) && others.length === 0 ? only : undefined;
}

/**
 * The failure of an answer that should be a JSON object and is none.
 *
 * @param body what it is as JSON instead; undefined where it is none
 */
export function notJson(head: ResponseHead, text: string, body?: unknown): Failure {
	const broken = (message: string) => failure('malformed', { ...headFacts(head), message });
	if (text.trim() === '') return broken('The gateway answered with an empty body');
	if (isPage(text))
		return unusable(head, 'The gateway answered with a web page instead of a completion');
	const said = text.trim().slice(0, longestQuote);
	// An object or a list has been parsed already.
	const value = /^\s*[{[]/.test(text) ? body : tryParseAnswer(text);
	if (typeof value === 'string' && value.trim() !== '')
		return readErrorText(head, value.trim().slice(0, longestQuote));
	if (value !== undefined && !Array.isArray(value))
		return unusable(head, `The gateway answered with ${said} and nothing else`);
	if (!/^\s*[{["]/.test(text))
		return isLegible(text)
			? readErrorText(head, said)
			: unusable(head, 'The gateway answered with something that is no text');
	const complexity = complexityOf(text);
	if (complexity !== undefined)
		return unusable(head, `The gateway answered with JSON that is ${complexity}`);
	const { texts, isCut } = jsonTexts(text);
	const isWhole = !isCut || value !== undefined;
	const failed = texts
		.map(tryParseAnswer)
		.filter(isObject)
		.map((body) => readDeclaredError(head, body));
	const message =
		value === undefined
			? 'The gateway answered with broken JSON'
			: 'The gateway answered with a list in place of an object';
	// What ends in the middle was cut off on the way; what is broken but whole would come the same again.
	return (
		failed.find((why) => why !== undefined) ?? (isWhole ? unusable(head, message) : broken(message))
	);
}
