import { chargedCall } from '../charged';
import type { Call, FormPart } from '../call';
import { isObject, type JsonObject, tryParseAnswer } from '../json';
import type { Reader, Reading, ResponseHead } from '../readers/reader';
import { decode } from '../readers/charset';
import { eventReader } from '../readers/eventStream';
import { failure } from '../failure';
import { isText } from '../file/type';
import { typeOf } from '../readers/file';
import { jsonReader } from '../readers/json';
import { mostTokensOf } from '../usage/mostTokens';
import { readDeclaredError, isPage, requestId } from '../refusal/refusal';
import { isEventStream } from '../readers/sse';
import { readAtOnce, bufferedReader } from '../readers/buffered';
import { readTranscript, type Transcription } from './transcript';
import { transcriptEvents } from './transcriptEvents';

export type { Transcription } from './transcript';

/**
 * What is said in a recording, as a call: POST /v1/audio/transcriptions, or /v1/audio/translations for English, a
 * form with the recording. Clients of AIGC2D are known to use the first; AIGC2D's own pages of them were not
 * recovered.
 *
 * @param form as it is sent
 * @param model names the lane
 */
export function transcriptionCall(
	path: string,
	form: readonly FormPart[],
	model: string,
): Call<Transcription> {
	const format = form.find(({ name }) => name === 'response_format')?.value;
	return chargedCall({
		request: { method: 'POST', path, form, headers: { accept: '*/*' } },
		lane: model,
		mostTokens: mostTokensOf,
		reader: () => transcriptionReader(String(format ?? '')),
	});
}

/**
 * Reads JSON of any dialect, events, or plain text, which is text whatever it looks like.
 *
 * @param format that was asked for: where it is plain text or subtitles, only an answer that calls itself JSON is
 */
function transcriptionReader(format: string): Reader<Transcription> {
	let reader: Reader<Transcription> = bodyReader(/^(text|srt|vtt)$/.test(format));
	return {
		head(head) {
			const isStream = head.status < 300 && isEventStream(head);
			if (isStream) reader = eventReader(head, transcriptEvents(head));
			reader.head(head);
		},
		push: (bytes) => reader.push(bytes),
		end: () => warnWithoutTimes(reader.end(), format),
		partial: () => reader.partial?.() ?? {},
		progress: () => reader.progress?.() ?? 0,
		isComplete: () => reader.isComplete?.() ?? false,
	};
}

/** Subtitles were asked for, and what was said came without times: it is passed on, and the user told. */
function warnWithoutTimes(reading: Reading<Transcription>, format: string): Reading<Transcription> {
	if (!/^(srt|vtt)$/.test(format) || reading.failure) return reading;
	const { text } = reading.value;
	if (text.trim() === '' || /-->/.test(text)) return reading;
	const hint = `The gateway does not make subtitles: ${format.toUpperCase()} was asked for, and "text" is what was said, without times.`;
	return { ...reading, hint };
}

/** Largest answer that is read, in MB. */
const largestAnswer = 64;

function bodyReader(isPlain: boolean): Reader<Transcription> {
	return bufferedReader<Transcription>(largestAnswer, { what: 'The answer' }, (bytes, head) => {
		const text = decode(bytes, head);
		const type = typeOf(head) ?? '';
		if (text === '') return unusable(head, 'empty');
		if (isWebPage(text)) return unusable(head, 'a web page');
		if (eventStart.test(text.slice(0, enough)))
			return readAtOnce(eventReader(head, transcriptEvents(head)), bytes, head);
		if (/json/.test(type)) return readJson(bytes, text, head);
		if (!/^text\//.test(type) && !isText(bytes)) return unusable(head, 'a file');
		return (isPlain ? claimIn(text, head) : jsonIn(bytes, text, head)) ?? asText(text);
	});
}

/** What is looked at to tell events and pages from other text, in characters. */
const enough = 10_000;
/** How a stream begins whose events are JSON. */
const eventStart = /^\uFEFF?\s*(?:(?::|event:|id:|retry:)[^\n]*\n\s*)*data:\s*(?:\{|\[done)/i;
/** What only pages have: a transcript may begin with a mark such as `<laughter>`. */
const pageTag = /<(!doctype|\?xml|html|head|body|title|script|div|center|h\d|p|error)\b/i;

function isWebPage(text: string): boolean {
	return isPage(text) && pageTag.test(text.slice(0, enough));
}

/** An answer that calls itself JSON. Words that are none, and a number, are what was said. */
function readJson(bytes: Uint8Array, text: string, head: ResponseHead): Reading<Transcription> {
	const value = tryParseAnswer(text);
	// Unless it is JSON that was written as JSON once more.
	if (typeof value === 'string' && !isObject(tryParseAnswer(value))) return asText(value);
	if (typeof value === 'number' || (value === undefined && !/^\s*[{["]/.test(text)))
		return asText(text);
	return readAtOnce(objectReader(), bytes, head);
}

const objectReader = () =>
	jsonReader(readTranscript, {
		keep: ({ text }) => (typeof text === 'string' && text !== '' ? { text } : {}),
		ofList: (list) => ({ segments: list }),
	});

/** JSON in an answer that does not call itself so; undefined when it is text. */
function jsonIn(
	bytes: Uint8Array,
	text: string,
	head: ResponseHead,
): Reading<Transcription> | undefined {
	const value = tryParseAnswer(text);
	const isBroken = value === undefined && /^\s*\{\s*"\w+"\s*:/.test(text);
	if (isBroken) return readAtOnce(objectReader(), bytes, head);
	if (typeof value !== 'object' || value === null) return readEscaped(text, value);
	const reading = readAtOnce(objectReader(), bytes, head);
	return reading.failure?.kind === 'malformed' ? undefined : reading;
}

/** Text that only looks like JSON tells of a failure all the same. */
function claimIn(text: string, head: ResponseHead): Reading<Transcription> | undefined {
	const value = tryParseAnswer(text);
	const claimed = isObject(value) ? readDeclaredError(head, value) : undefined;
	return claimed ? { failure: claimed } : readEscaped(text, value);
}

/** Subtitles as a text of JSON: quotation marks alone may have been said, escaped line breaks not. */
function readEscaped(text: string, value: unknown): Reading<Transcription> | undefined {
	return typeof value === 'string' && text.includes('\\n') ? asText(value) : undefined;
}

function asText(text: string): Reading<Transcription> {
	const more: JsonObject = {};
	return { value: { text, more, usage: null } };
}

function unusable(head: ResponseHead, what: string): Reading<Transcription> {
	const message = `The answer is ${what} where a text was asked for`;
	const facts = { status: head.status, request_id: requestId(head), message };
	return { failure: failure('malformed', { ...facts, retryable: false }) };
}
