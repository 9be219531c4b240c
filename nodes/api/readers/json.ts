import { failure, type Failure } from '../failure';
import { complexityOf, isObject, type JsonObject, tryParseAnswer, tryParseBody } from '../json';
import { jsonTexts } from '../jsonText';
import { isLegible, isPage, longestQuote } from '../refusal/page';
import { readDeclaredError, readErrorText, readImpliedError } from '../refusal/refusal';
import { spent } from '../usage/usage';
import { bufferedReader, checkBaseUrl } from './buffered';
import { decode } from './charset';
import { headFacts } from './head';
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
	const reader = bufferedReader(
		(bytes, head) => {
			const { value: body, failure: why } = objectIn(bytes, head, options.ofList);
			return why ? { failure: why } : interpretBody(body, head, interpret, options.keep);
		},
		{ advice: checkBaseUrl },
	);
	// An object is closed by its last brace, so half of one is never taken for a whole.
	return { ...reader, isComplete: () => reader.end().failure === undefined };
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
	const reading = objectIn(bytes, head);
	const claimed = reading.value && readDeclaredError(head, reading.value);
	return claimed ? { failure: claimed } : reading;
}

function objectIn(
	bytes: Uint8Array,
	head: ResponseHead,
	ofList: JsonOptions['ofList'] = onlyOne,
): Reading<JsonObject> {
	const text = decode(bytes, head);
	const body = tryParseBody(text);
	if (isObject(body)) return { value: body };
	const listed = Array.isArray(body) ? ofList(body as unknown[]) : undefined;
	return listed === undefined ? { failure: notJson(head, text) } : { value: listed };
}

/** A bare list as the member `data` (TEI, some relays), unless it only wraps the answer (Gemini). */
export function listAsData(list: unknown[]): JsonObject {
	return onlyOne(list) ?? { data: list };
}

/** Gemini's way: a list with one object in it. */
function onlyOne([only, ...others]: unknown[]): JsonObject | undefined {
	return isObject(only) && others.length === 0 ? only : undefined;
}

/** The failure of an answer that should be a JSON object and is none. */
export function notJson(head: ResponseHead, text: string): Failure {
	const broken = (message: string) => failure('malformed', { ...headFacts(head), message });
	if (text.trim() === '') return broken('The gateway answered with an empty body');
	if (isPage(text))
		return unusable(head, 'The gateway answered with a web page instead of a completion');
	const said = text.trim().slice(0, longestQuote);
	const value = tryParseAnswer(text);
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
