import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject, Send } from '../../../api/call';
import type { Completion } from '../../../api/chat/completion';
import { complete, type OnTruncation } from '../chat/continuation';
import { deliveryFields, extraBodyField, maxTokensField } from '../fields/answer';
import { number } from '../fields/check';
import { collection, readCollection, wireMembers, type Field } from '../fields/field';
import { modelField, readModel } from '../fields/model';
import { samplingFields } from '../fields/sampling';
import type { Parameters } from '../operation';

/** How a text operation asks its model, whatever it asks: read from the fields that all of them share. */
export interface Asking {
	model: string;
	/** Longest answer of one request, in tokens; 0: none is sent. */
	maxTokens: number;
	/** Further members of every request. */
	members: JsonObject;
	stream: boolean;
}

const shared = ['temperature', 'topP', 'seed', 'reasoningEffort', 'user', 'stream'];

/** Options of every text operation. */
export const askingOptions: readonly Field[] = [
	...[...samplingFields, ...deliveryFields].filter(({ property }) =>
		shared.includes(property.name),
	),
	extraBodyField,
];

/**
 * The fields of a text operation: the model, its own, the limit of the answer's length and the options.
 *
 * @param options its own options, beside those of every text operation
 */
export function askingFields(
	own: readonly INodeProperties[],
	options: readonly Field[] = [],
): INodeProperties[] {
	const all = [...options, ...askingOptions];
	return [modelField, ...own, maxTokensField, collection('Options', 'options', 'Add Option', all)];
}

/**
 * Reads the shared fields.
 *
 * @throws Failed (`input`) naming the field
 */
export function readAsking(parameters: Parameters): Asking {
	const options = readCollection(askingOptions, parameters.get('options'));
	const maxTokens = number({ from: 0, whole: true })(
		parameters.get('maxTokens'),
		maxTokensField.displayName,
	);
	return {
		model: readModel(parameters),
		maxTokens: maxTokens as number,
		members: {
			...wireMembers(askingOptions, options),
			...(options.get('extraBody') as JsonObject | undefined),
		},
		stream: options.get('stream') !== false,
	};
}

/**
 * Asks the model: one completion, of several requests when the answer is cut off and should be continued.
 *
 * @param more further members of this request; the user's own come after them
 */
export async function ask(
	{ model, maxTokens, members, stream }: Asking,
	messages: JsonObject[],
	send: Send,
	onTruncation: OnTruncation = 'continue',
	more: JsonObject = {},
): Promise<Completion> {
	const limit = maxTokens === 0 ? {} : { max_tokens: maxTokens };
	return await complete(
		{ model, messages, ...limit, ...more, ...members },
		stream,
		onTruncation,
		send,
	);
}
