import { longestKept, partialAnswer } from '../answer/partial';
import type { Call } from '../call';
import { defined } from '../defined';
import type { Failure } from '../failure';
import { asObject, type JsonObject, textOf, tryParseBody } from '../json';
import { bufferedReader } from '../readers/buffered';
import { decode } from '../readers/charset';
import { headFacts } from '../readers/head';
import { readObject } from '../readers/json';
import { largestWithFiles } from '../readers/largest';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { isPage } from '../refusal/page';
import { readImpliedError } from '../refusal/refusal';
import { acceptedTask, namedId, namedTask } from './acceptedTask';
import { finishedTaskIn, statesIn } from './finishedTask';
import { submittedId } from './identity';
import { saysAllWell } from './reason';
import { isAccepted, refusedByCode } from './submitCodes';
import type { Task } from './task';
import { saysTaskUnknown } from './unknownTask';

/** A task that was taken on. */
export interface Submitted {
	/** Its ID, a text with all its digits; null when its pictures came at once, and it has none. */
	id: string | null;
	/** Whether it waits for an answer to a window, as some buttons of Midjourney open. */
	opensWindow: boolean;
	/** What the window has in its prompt; null when that is not told. */
	suggestion: string | null;
	/** The task itself, where it is done already: its pictures are in the answer. */
	done?: Task;
}

/**
 * Asks for a picture. The task is charged when it is taken on, so the request is never sent again once it
 * may have arrived.
 *
 * @param family names the lane: the limit of a queue is not that of its models
 */
export function submitCall(path: string, body: JsonObject, family: string): Call<Submitted> {
	return {
		request: { method: 'POST', path, body },
		lane: family,
		repeat: 'never',
		reader() {
			let answered: string | undefined;
			const reader = bufferedReader<Submitted>(
				(bytes, head) => {
					answered = decode(bytes, head);
					return interpret(bytes, head);
				},
				{
					most: largestWithFiles,
					cutOff: (bytes, head) => answerStart(decode(bytes, head).trim()),
				},
			);
			return {
				...reader,
				end() {
					const reading = reader.end();
					return reading.failure ? { failure: withAnswer(reading.failure, answered) } : reading;
				},
			};
		},
	};
}

function interpret(bytes: Buffer, head: ResponseHead): Reading<Submitted> {
	const { value: body, failure: why } = readObject(bytes, head);
	if (why) return { failure: why };
	const refused = refusedByCode(body, head);
	if (refused !== undefined) return { failure: refused };
	const code = textOf(body.code);
	const id = submittedId(body);
	const done = finishedTaskIn(body, id, head);
	const said = readImpliedError(head, body);
	const words = said !== undefined && !saysAllWell(said.message) ? said : undefined;
	// A code that is not known is no refusal beside an ID, unless words say so.
	const isTaken =
		words === undefined ||
		code === null ||
		isAccepted(code) ||
		statesIn(body).some((state) => state !== 'failed');
	if (isTaken && (id !== null || done !== undefined))
		return { value: { id, ...windowIn(body, code), ...defined({ done }) } };
	if (words === undefined) {
		const message = 'The gateway took the request, but named no task';
		return { failure: unusable(head, message, { code, ...maybeAccepted }) };
	}
	// It says "accepted", and yet names no task: sent again, it may be paid for twice.
	// (AIGC2D's own refusals have code 1 as well, with their words in `message`.)
	const isQueue = words.kind === 'rateLimit' || words.kind === 'server';
	const mayBeTaken = isAccepted(code) && isQueue;
	const kind = mayBeTaken && body.message === undefined ? 'malformed' : words.kind;
	const isUnsure = kind === 'malformed' || mayBeTaken;
	const facts = { ...headFacts(head), code, ...(isUnsure ? maybeAccepted : {}) };
	return { failure: { ...words, kind, ...facts } };
}

/** Of an answer that may mean that a task was taken on. */
const maybeAccepted = {
	description:
		'The task may have been taken on, and charged: look for it at the gateway, and fetch it with Get Task.',
	retryable: false,
};

/** A failure with what there was of the answer, and with the ID of a task where it names one. */
function withAnswer(why: Failure, answered: string | undefined): Failure {
	if (saysTaskUnknown(why.message, why.code, why.type))
		return { ...why, kind: 'notFound', retryable: false };
	if (answered === undefined || why.kind === 'rateLimit') return why;
	const text = answered.trim();
	const isUnsure = why.kind === 'malformed' || why.kind === 'server';
	const id = namedTask(tryParseBody(text)) ?? namedId(text);
	const advice = [
		maybeAccepted.description,
		...(text === '' ? [] : ['What the gateway answered is in error.text.']),
		...(isPage(text) ? ['If it is a page, check the option Path and the Base URL.'] : []),
	].join(' ');
	return {
		...why,
		...(why.kind === 'malformed' ? { ...maybeAccepted, description: advice } : {}),
		...partialAnswer({ text: isUnsure ? text.slice(0, longestKept) : '' }),
		...acceptedTask(id),
	};
}

/** What there is of an answer whose connection was cut: its beginning, and the ID of the task that it names. */
function answerStart(text: string): Partial<Failure> {
	return {
		...partialAnswer({ text: text.slice(0, longestKept) }),
		...acceptedTask(namedId(text)),
	};
}

/** Code 21 of midjourney-proxy means that a window is open, or that the same task is there already. */
function windowIn(
	{ properties }: JsonObject,
	code: string | null,
): Pick<Submitted, 'opensWindow' | 'suggestion'> {
	const told = asObject(properties);
	const exists = textOf(told.status) !== null || textOf(told.imageUrl) !== null;
	return { opensWindow: code === '21' && !exists, suggestion: textOf(told.finalPrompt) };
}
