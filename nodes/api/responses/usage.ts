import { isObject, type JsonObject } from '../json';

/** Names of this route, and those of Chat Completions for the same. */
const chatNames: { readonly [name: string]: string } = {
	input_tokens: 'prompt_tokens',
	output_tokens: 'completion_tokens',
	input_tokens_details: 'prompt_tokens_details',
	output_tokens_details: 'completion_tokens_details',
};

/** Token usage with the names of Chat Completions; null where there is none. */
export function toChatUsage(usage: unknown): JsonObject | null {
	if (!isObject(usage)) return null;
	const entries = Object.entries(usage).map(([name, value]) => [chatNames[name] ?? name, value]);
	return Object.fromEntries(entries) as JsonObject;
}
