import type { JsonObject } from '../../../api/json';
import type { ChatApi } from '../../../api/chat/call';
import type { Completion } from '../../../api/chat/completion';
import { Failed, failure } from '../../../api/failure';
import { spent } from '../../../api/usage/usage';
import type { ModelChain } from '../../../api/fallback/modelChain';
import { apiField } from '../../../fields/api';
import { extraBodyField, maxTokensField, stream, type OnTruncation } from '../../../fields/answer';
import { fallbackModels, readModels } from '../../../fields/fallbackModels';
import { optionsOf, readField, readFields, type Field } from '../../../fields/field';
import { modelField } from '../../../fields/model';
import type { Parameters } from '../../../fields/parameters';
import { reasoningEffort, seed, temperature, topP, user } from '../../../fields/sampling';
import { completeWithContinuation } from '../conversation/continuation';
import type { OperationContext } from '../operation';

/** How a text operation asks its model, whatever it asks: read from the fields that all of them share. */
export interface AskOptions {
	/** Members of every request: the model, Max Tokens and the options. */
	members: JsonObject;
	stream: boolean | undefined;
	api: ChatApi;
	/** The models that may answer the requests of one item. */
	models: ModelChain;
}

/** What a question is sent with. */
export type AskContext = Pick<OperationContext, 'send'>;

/** Options of every text operation. */
export const askingOptions = [
	temperature,
	topP,
	seed,
	user,
	reasoningEffort,
	apiField,
	stream,
	fallbackModels,
	extraBodyField,
];

const sharedOptions = optionsOf(askingOptions);

/**
 * The fields of a text operation: the model, its own, the limit of the answer's length and the options.
 *
 * @param options its own options, beside those of every text operation
 */
export function askingFields(own: readonly Field[], options: readonly Field[]): Field[] {
	return [modelField, ...own, maxTokensField, optionsOf([...options, ...askingOptions])];
}

/**
 * Reads the shared fields.
 *
 * @throws Failed (`input`) naming the field
 */
export function readAsking(parameters: Parameters): AskOptions {
	const options = readField(parameters, sharedOptions);
	const members = {
		...readFields(parameters, [modelField, maxTokensField]).members,
		...options.members,
	};
	return {
		members,
		stream: options.get(stream),
		api: options.get(apiField) ?? 'auto',
		models: readModels(members.model, parameters, options),
	};
}

/** One question to the model. */
export interface Question {
	messages: JsonObject[];
	/** Further members of this request; those that the user set win. */
	members?: JsonObject;
	/** What becomes of an answer that is cut off; absent: it is continued. */
	onTruncation?: OnTruncation;
}

/** Asks the model: one completion, of several requests when the answer is cut off and should be continued. */
export async function ask(
	{ members, stream: streams, api, models }: AskOptions,
	{ messages, members: own, onTruncation = 'continue' }: Question,
	{ send }: AskContext,
): Promise<Completion> {
	const body = { model: members.model, messages, ...own, ...members };
	return await completeWithContinuation(body, {
		stream: streams,
		api,
		models,
		onTruncation,
		send,
	});
}

/** The failure of an answer without text; it keeps what the answer cost. */
export function emptyAnswer({ usage, request_id }: Completion, what: string): Failed {
	return new Failed(
		failure('malformed', {
			status: 200,
			request_id,
			message: `The model answered with an empty ${what}`,
			description: 'Run the item again, or use another model.',
			...spent(usage),
		}),
	);
}
