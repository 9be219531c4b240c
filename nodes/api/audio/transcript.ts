import { readCompletion } from '../chat/completion';
import { defined } from '../defined';
import { failure } from '../failure';
import { type JsonObject, without } from '../json';
import { headFacts } from '../readers/head';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { readImpliedError } from '../refusal/refusal';
import { spent, usageIn } from '../usage/usage';
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
		return { failure: unusable(head, 'The gateway answered without a text', spent(usage)) };
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
		const facts = { ...headFacts(head), message, text, ...spent(usage) };
		return { failure: failure('truncated', facts) };
	}
	return {
		value: { text, more: {}, usage },
		usage,
		...defined({ hint }),
	};
}
