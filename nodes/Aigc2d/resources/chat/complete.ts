import { isObject, type JsonObject } from '../../../api/json';
import type { Output } from '../../../api/output';
import type { Completion } from '../../../api/chat/completion';
import { jsonAnswers } from '../../../api/chat/jsonAnswer';
import { tellsUsageInStreams } from '../../../api/chat/streamUsage';
import {
	extraBodyField,
	maxTokensField,
	onTruncation,
	simplifyField,
	stream,
} from '../../../fields/answer';
import { optionsOf, readField, readFields } from '../../../fields/field';
import { messageFields } from '../../../fields/messages';
import { modelField } from '../../../fields/model';
import type { Parameters } from '../../../fields/parameters';
import { readMessages } from '../../../fields/readMessages';
import { formatMember, responseFormatFields } from '../../../fields/responseFormat';
import {
	frequencyPenalty,
	logitBias,
	numberOfAnswers,
	presencePenalty,
	reasoningEffort,
	seed,
	stopSequences,
	temperature,
	topP,
	user,
	verbosity,
} from '../../../fields/sampling';
import { toolFields } from '../../../fields/tools';
import { operation } from '../operation';
import { completeWithContinuation, type OnTruncation } from '../conversation/continuation';
import { returnMessages, streamToCaller } from './options';

const options = optionsOf([
	temperature,
	topP,
	numberOfAnswers,
	stopSequences,
	presencePenalty,
	frequencyPenalty,
	logitBias,
	seed,
	user,
	reasoningEffort,
	verbosity,
	...responseFormatFields,
	...toolFields,
	stream,
	onTruncation,
	returnMessages,
	streamToCaller,
	extraBodyField,
]);

interface Job {
	body: JsonObject;
	simplify: boolean;
	stream: boolean;
	onTruncation: OnTruncation;
	wantsJson: boolean;
	/** Whether the output has the conversation with the answer. */
	returnMessages: boolean;
	streamToCaller: boolean;
}

/**
 * Chat → Complete: POST /v1/chat/completions, one request an item. OpenAI, ERNIE, Spark and Claude
 * models all answer here.
 */
export const chatComplete = operation<Job>({
	value: 'complete',
	name: 'Complete',
	action: 'Complete a chat',
	description: 'Let a model answer a conversation, once for every item',
	fields: [modelField, ...messageFields, maxTokensField, simplifyField, options],
	unit: 1,

	async read(parameters) {
		const given = readField(parameters, options);
		const body = { ...(await readBody(parameters, given)), ...given.get(extraBodyField) };
		return {
			body,
			simplify: readField(parameters, simplifyField),
			stream: given.get(stream) ?? tellsUsageInStreams(body.model),
			onTruncation: given.get(onTruncation) ?? 'pass',
			wantsJson: asksForJson(body.response_format),
			returnMessages: given.get(returnMessages) === true,
			streamToCaller: given.get(streamToCaller) !== false,
		};
	},

	async run([job], { send, onText }) {
		const { body, simplify, wantsJson } = job;
		const passOn = job.streamToCaller ? onText : undefined;
		let isHeard = false;
		const onPiece = passOn && ((text: string) => ((isHeard = true), passOn(text)));
		const completion = await completeWithContinuation(
			body,
			job.stream,
			job.onTruncation,
			send,
			onPiece,
		);
		// An answer that another item, or an earlier try, had bought comes in one piece.
		if (!isHeard) passOn?.(completion.choices[0].text);
		const data = wantsJson ? jsonAnswers(completion) : [];
		const json = simplify ? simpleOutput(completion, data) : asSent(completion);
		return [
			{ json: job.returnMessages ? { ...json, messages: conversation(body, completion) } : json },
		];
	},
});

/** The conversation with the answer at its end, in the form in which it is sent. */
function conversation({ messages }: JsonObject, { body }: Completion): JsonObject[] {
	const [{ message }] = body.choices as [{ message: JsonObject }];
	return [...(messages as JsonObject[]), { role: 'assistant', ...message }];
}

async function readBody(
	parameters: Parameters,
	given: ReturnType<typeof options.check>,
): Promise<JsonObject> {
	const limit = readFields(parameters, [maxTokensField]).members;
	return {
		model: readField(parameters, modelField),
		messages: await readMessages(parameters),
		...limit,
		...given.members,
		...formatMember(given),
	};
}

function asksForJson(format: unknown): boolean {
	const type = isObject(format) ? format.type : undefined;
	return type === 'json_object' || type === 'json_schema';
}

/** The part of a completion that a workflow usually needs. */
function simpleOutput({ body, choices, usage }: Completion, data: unknown[]): Output['json'] {
	const { text, reasoning, message, finish_reason, truncated } = choices[0];
	const withData = choices.map(({ reasoning: thoughts, ...choice }, position) => ({
		...choice,
		...reasoningOf(thoughts),
		...dataOf(data[position]),
	}));
	return {
		text,
		message,
		finish_reason,
		truncated,
		model: body.model ?? null,
		id: body.id ?? null,
		usage,
		...reasoningOf(reasoning),
		...dataOf(data[0]),
		...(choices.length > 1 ? { choices: withData } : {}),
	};
}

function reasoningOf(reasoning: string): JsonObject {
	return reasoning === '' ? {} : { reasoning };
}

function dataOf(data: unknown): JsonObject {
	return data === undefined ? {} : { data };
}

function asSent({ body, usage }: Completion): Output['json'] {
	return { ...body, usage };
}
