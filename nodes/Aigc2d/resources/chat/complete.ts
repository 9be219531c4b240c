import type { JsonObject, Output } from '../../../api/call';
import { chatCall } from '../../../api/chat/call';
import type { Choice, Completion } from '../../../api/chat/completion';
import { extraBodyField, maxTokensField, simplifyField } from '../fields/answer';
import { number, yesOrNo } from '../fields/check';
import { collection, readCollection, wireMembers, type Field } from '../fields/field';
import { messageFields } from '../fields/messages';
import { modelField, readModel } from '../fields/model';
import { readMessages } from '../fields/readMessages';
import { responseFormat, responseFormatFields } from '../fields/responseFormat';
import { samplingFields } from '../fields/sampling';
import { toolFields } from '../fields/tools';
import { operation, type Parameters } from '../operation';

const optionFields: readonly Field[] = [
	...samplingFields,
	...responseFormatFields,
	...toolFields,
	extraBodyField,
];

interface Job {
	body: JsonObject;
	simplify: boolean;
}

/**
 * Chat → Complete: POST /v1/chat/completions, one request an item. OpenAI, ERNIE, Spark and Claude
 * models all answer here.
 */
export const complete = operation<Job>({
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
		const simplify = yesOrNo(parameters.get('simplify'), simplifyField.displayName) as boolean;
		return { body: await readBody(parameters), simplify };
	},

	async run([{ body, simplify }], { send }) {
		const completion = await send(chatCall(body));
		return [{ json: simplify ? simplified(completion) : raw(completion) }];
	},
});

async function readBody(parameters: Parameters): Promise<JsonObject> {
	const options = readCollection(optionFields, parameters.get('options'));
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
		...(options.get('extraBody') as JsonObject | undefined),
	};
}

/** The part of a completion that a workflow usually needs. */
function simplified({ body, choices, usage }: Completion): Output['json'] {
	const { text, message, finish_reason, truncated, ...rest } = choices[0];
	return {
		text,
		message,
		finish_reason,
		truncated,
		model: body.model ?? null,
		id: body.id ?? null,
		usage,
		...withData(rest),
		...(choices.length > 1 ? { choices } : {}),
	};
}

function withData({ data }: Pick<Choice, 'data'>): JsonObject {
	return data === undefined ? {} : { data };
}

function raw({ body, usage }: Completion): Output['json'] {
	return { ...body, usage };
}
