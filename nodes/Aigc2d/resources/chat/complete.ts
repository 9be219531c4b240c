import type { JsonObject, Output } from '../../../api/call';
import type { Completion } from '../../../api/chat/completion';
import { jsonAnswers } from '../../../api/chat/jsonAnswer';
import { tellsUsageInStreams } from '../../../api/chat/streamUsage';
import { isObject } from '../../../api/json';
import {
	deliveryFields,
	extraBodyField,
	maxTokensField,
	simplifyField,
} from '../../../fields/answer';
import { number, yesOrNo } from '../../../fields/check';
import { collection, readCollection, wireMembers, type Field } from '../../../fields/field';
import { messageFields } from '../../../fields/messages';
import { modelField, readModel } from '../../../fields/model';
import { readMessages } from '../../../fields/readMessages';
import { responseFormat, responseFormatFields } from '../../../fields/responseFormat';
import { samplingFields } from '../../../fields/sampling';
import { toolFields } from '../../../fields/tools';
import { operation } from '../operation';
import type { Parameters } from '../../../fields/parameters';
import { completeWithContinuation, type OnTruncation } from './continuation';
import { conversationOptions } from './options';

const optionFields: readonly Field[] = [
	...samplingFields,
	...responseFormatFields,
	...toolFields,
	...deliveryFields,
	...conversationOptions,
	extraBodyField,
];

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
	fields: [
		modelField,
		...messageFields,
		maxTokensField,
		simplifyField,
		collection('Options', 'options', 'Add Option', optionFields),
	],
	unit: 1,

	async read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		const extra = options.get('extraBody') as JsonObject | undefined;
		const body = { ...(await readBody(parameters, options)), ...extra };
		const streams = options.get('stream') as boolean | undefined;
		return {
			body,
			simplify: yesOrNo(parameters.get('simplify'), simplifyField.displayName) as boolean,
			stream: streams ?? tellsUsageInStreams(body.model),
			onTruncation: (options.get('onTruncation') as OnTruncation | undefined) ?? 'pass',
			wantsJson: asksForJson(body.response_format),
			returnMessages: options.get('returnMessages') === true,
			streamToCaller: options.get('streamToCaller') !== false,
		};
	},

	async run([job], { send, onText }) {
		const { body, simplify, stream, onTruncation, wantsJson, returnMessages } = job;
		const passOn = job.streamToCaller ? onText : undefined;
		let isHeard = false;
		const onPiece = passOn && ((text: string) => ((isHeard = true), passOn(text)));
		const completion = await completeWithContinuation(body, stream, onTruncation, send, onPiece);
		// An answer that another item, or an earlier try, had bought comes in one piece.
		if (!isHeard) passOn?.(completion.choices[0].text);
		const data = wantsJson ? jsonAnswers(completion) : [];
		const json = simplify ? simplified(completion, data) : raw(completion);
		return [
			{ json: returnMessages ? { ...json, messages: conversation(body, completion) } : json },
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
	options: ReadonlyMap<string, unknown>,
): Promise<JsonObject> {
	const maxTokens = number({ from: 0, whole: true })(
		parameters.get('maxTokens'),
		maxTokensField.displayName,
	);
	return {
		model: readModel(parameters),
		messages: await readMessages(parameters),
		...(maxTokens === 0 ? {} : { max_tokens: maxTokens }),
		...wireMembers(optionFields, options),
		...responseFormat(options),
	};
}

function asksForJson(format: unknown): boolean {
	const type = isObject(format) ? format.type : undefined;
	return type === 'json_object' || type === 'json_schema';
}

/** The part of a completion that a workflow usually needs. */
function simplified({ body, choices, usage }: Completion, data: unknown[]): Output['json'] {
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

function raw({ body, usage }: Completion): Output['json'] {
	return { ...body, usage };
}
