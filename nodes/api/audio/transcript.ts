import { type JsonObject, without } from '../json';
import type { Reading, ResponseHead } from '../readers/reader';
import { readCompletion } from '../chat/completion';
import { failure } from '../failure';
import { requestId, readImpliedError } from '../refusal/refusal';
import { usageIn } from '../usage/usage';
import { transcriptTextIn } from './transcriptText';

/** What was said. */
export interface Transcription {
	text: string;
	/** Language, duration, segments, words and what else came, where it was asked for. */
	more: JsonObject;
	/** Usage as sent, or null. */
	usage: JsonObject | null;
}

/** Reads a transcript from JSON of any dialect, an answer of a chat model that listens included. */
export function readTranscript(body: JsonObject, head: ResponseHead): Reading<Transcription> {
	if (Array.isArray(body.choices)) return readChatAnswer(body, head);
	const text = transcriptTextIn(body);
	const usage = usageIn(body);
	const isNothing = text === undefined || text.trim() === '';
	if (text === undefined || (isNothing && readImpliedError(head, body)))
		return { failure: withoutText(head, usage) };
	const used = Object.keys(body).filter((name) => !isNothing && body[name] === text);
	return { value: { text, more: without(body, 'text', 'usage', ...used), usage }, usage };
}

function readChatAnswer(body: JsonObject, head: ResponseHead): Reading<Transcription> {
	const { value, failure: why, hint } = readCompletion(body, head);
	if (why) return { failure: why };
	const [{ text, truncated }] = value.choices;
	const { usage } = value;
	if (truncated) {
		const message = 'The transcript was cut off at the limit of tokens of the model';
		const facts = { status: head.status, request_id: requestId(head), message, text };
		return { failure: failure('truncated', { ...facts, ...(usage === null ? {} : { usage }) }) };
	}
	return {
		value: { text, more: {}, usage },
		usage,
		...(hint === undefined ? {} : { hint }),
	};
}

function withoutText(head: ResponseHead, usage: JsonObject | null) {
	return failure('malformed', {
		status: head.status,
		request_id: requestId(head),
		message: 'The gateway answered without a text',
		retryable: false,
		...(usage === null ? {} : { usage }),
	});
}
