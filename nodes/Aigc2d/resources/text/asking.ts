import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../api/call';
import type { Completion } from '../../../api/chat/completion';
import { Failed, failure } from '../../../api/failure';
import { tellsUsageInStreams } from '../../../api/chat/streamUsage';
import { completeWithContinuation, type OnTruncation } from '../chat/continuation';
import { deliveryFields, extraBodyField, maxTokensField } from '../../../fields/answer';
import { number } from '../../../fields/check';
import { collection, readCollection, wireMembers, type Field } from '../../../fields/field';
import { modelField, readModel } from '../../../fields/model';
import { samplingFields } from '../../../fields/sampling';
import type { OperationContext } from '../operation';
import type { Parameters } from '../../../fields/parameters';

/** How a text operation asks its model, whatever it asks: read from the fields that all of them share. */
export interface Asking {
	model: string;
	/** Longest answer of one request, in tokens; 0: none is sent. */
	maxTokens: number;
	/** Further members of every request. */
	members: JsonObject;
	/** Members that the user insists on. */
	extra: JsonObject;
	stream: boolean;
}

/** What asking needs of the world. */
export type Asks = Pick<OperationContext, 'send'>;

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
	const model = readModel(parameters);
	const extra = (options.get('extraBody') as JsonObject | undefined) ?? {};
	return {
		model,
		maxTokens: maxTokens as number,
		members: wireMembers(askingOptions, options),
		extra,
		stream:
			(options.get('stream') as boolean | undefined) ?? tellsUsageInStreams(extra.model ?? model),
	};
}

/**
 * Asks the model: one completion, of several requests when the answer is cut off and should be continued.
 *
 * @param more further members of this request; the user's own come after them
 */
export async function ask(
	{ model, maxTokens, members, extra, stream }: Asking,
	messages: JsonObject[],
	{ send }: Asks,
	onTruncation: OnTruncation = 'continue',
	more: JsonObject = {},
): Promise<Completion> {
	const limit = maxTokens === 0 ? {} : { max_tokens: maxTokens };
	const body = { model, messages, ...limit, ...more, ...members, ...extra };
	return await completeWithContinuation(body, stream, onTruncation, send);
}

/** The failure of an answer without text; it keeps what the answer cost. */
export function emptyAnswer({ usage, request_id }: Completion, what: string): Failed {
	return new Failed(
		failure('malformed', {
			status: 200,
			request_id,
			message: `The model answered with an empty ${what}`,
			description: 'Run the item again, or use another model.',
			...(usage === null ? {} : { usage }),
		}),
	);
}
