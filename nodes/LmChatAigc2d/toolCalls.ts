import type { Completion } from '../api/chat/completion';
import { sentCalls, uniqueId } from '../api/chat/sentCalls';
import { defined, unlessEmpty } from '../api/defined';
import { Failed, failure } from '../api/failure';
import { isObject, type JsonObject } from '../api/json';
import { spent } from '../api/usage/usage';

/** A call of a tool, whole. */
export interface ToolCall {
	id: string;
	name: string;
	/** JSON. */
	input: string;
	/** The call as sent. */
	sent: JsonObject;
}

/**
 * The calls of an answer, each with an ID of its own: some gateways send none, and some begin to count anew
 * with every answer, where n8n would take the call for one that it has run.
 *
 * @param known names of the tools that the model was given
 * @param taken IDs of the calls before
 * @throws Failed (`invalidOutput`) when arguments are not JSON, because n8n would run the tool without any;
 *   and when there is no such tool, because an Agent would end there, or ask the same again until it may no more
 */
export function toolCalls(
	completion: Completion,
	known: ReadonlySet<string>,
	taken: readonly string[],
): ToolCall[] {
	const used = new Set(taken);
	return sentCalls(completion).map(({ call: sent, id: given, name, arguments: args }) => {
		const id = uniqueId(given, used);
		if (!known.has(name))
			throwUnusable(`The model called the tool "${name}", which it was not given`, '', completion);
		return { id, name, input: argumentsOf(args, name, completion), sent };
	});
}

function argumentsOf(given: unknown, tool: string, completion: Completion): string {
	if (isObject(given)) return JSON.stringify(given);
	const text = typeof given === 'string' && given.trim() !== '' ? given : '{}';
	try {
		JSON.parse(text);
		return text;
	} catch {
		const words = `The model called the tool ${tool} with arguments that are not JSON`;
		return throwUnusable(words, text, completion);
	}
}

function throwUnusable(message: string, text: string, { usage }: Completion): never {
	throw new Failed(
		failure('invalidOutput', {
			status: 200,
			message,
			description: 'Run it again, raise Max Tokens, or use another model.',
			...defined({ text: unlessEmpty(text) }),
			...spent(usage),
		}),
	);
}
