import type { Adaptation, JsonObject } from '../call';
import type { Failure } from '../failure';
import { without } from '../json';
import { noFinishReason } from '../eventReader';
import { hasPassBack, withoutPassBack } from './passBack';
import { rangeAdaptations } from './rangeAdaptations';
import { refusedWords } from './refusedWords';

/** How gateways say that they do not take something. */
const unwanted =
	/unsupported|not support|n't support|no longer support|unrecogni[sz]ed|unknown|unexpected|not permitted|not allowed|forbidden|not available|extra (input|field)|deprecated|only .{0,30}(default|allowed)|must be verified|不支持|未知/i;

/** Makes a row's test: the words name the parameter and say that it is not wanted. */
function refuses(parameter: RegExp, further?: RegExp): Adaptation['fits'] {
	return (failure) => {
		const words = refusedWords(failure) ?? '';
		return parameter.test(words) && unwanted.test(words) && (further?.test(words) ?? true);
	};
}

/** Members of messages that only some gateways know (`passBack.ts`), as refusals name them. */
const thoughts =
	/reasoning_(content|details|text|opaque)|thinking_blocks|extra_content|provider_specific_fields|thought[ _]?signature|encrypted_content|[`'".]reasoning\b[`'"]|signature.{0,20}thinking/i;

/** Not to be sent, or not to be read: sealed for another account, or changed on the way. */
const spoiled = /remove|corrupted|not valid|invalid.{0,20}(signature|content)|could not be/i;

/** Words of the contrary: the gateway misses them. */
const missed = /missing|must be (passed|sent|preserved|provided|included)|\brequires?\b|required/i;

function refusesThoughts(failure: Failure): boolean {
	const words = refusedWords(failure) ?? '';
	if (!thoughts.test(words) || missed.test(words)) return false;
	return unwanted.test(words) || spoiled.test(words);
}

function messagesOf({ messages }: JsonObject): unknown[] {
	return Array.isArray(messages) ? messages : [];
}

function renamed(body: JsonObject, from: string, to: string): JsonObject {
	const entries = Object.entries(body).map(([name, value]) => [name === from ? to : name, value]);
	return Object.fromEntries(entries) as JsonObject;
}

/**
 * What a gateway refuses although it could answer, and the request that it takes instead. Rows are
 * tried from top to bottom; one that helped is remembered for the model.
 */
export const chatAdaptations: readonly Adaptation[] = [
	{
		name: 'maxCompletionTokens',
		hint: 'This model takes the limit of tokens as max_completion_tokens; the node sends it so.',
		applies: (body) => body.max_tokens !== undefined,
		fits: refuses(/\bmax_tokens\b/i),
		change: (body) => renamed(body, 'max_tokens', 'max_completion_tokens'),
	},
	{
		name: 'maxTokens',
		hint: 'This gateway takes the limit of tokens as max_tokens; the node sends it so.',
		applies: (body) => body.max_completion_tokens !== undefined,
		fits: refuses(/\bmax_completion_tokens\b/i),
		change: (body) => renamed(body, 'max_completion_tokens', 'max_tokens'),
	},
	...rangeAdaptations,
	{
		name: 'noTemperature',
		hint: 'This model does not take a temperature; the node leaves it out.',
		applies: (body) => body.temperature !== undefined,
		fits: refuses(/\btemperature\b/i),
		change: (body) => without(body, 'temperature'),
	},
	{
		name: 'noThoughts',
		hint: 'This gateway does not take back the thoughts of its models; the node leaves them out of the messages.',
		applies: (body) => messagesOf(body).some(hasPassBack),
		fits: refusesThoughts,
		change: (body) => ({ ...body, messages: messagesOf(body).map(withoutPassBack) }),
	},
	{
		name: 'noStreamOptions',
		hint: 'This gateway does not take stream_options; the node leaves them out.',
		applies: (body) => body.stream_options !== undefined,
		fits: refuses(/\bstream_options\b|\binclude_usage\b/i),
		change: (body) => without(body, 'stream_options'),
	},
	{
		name: 'noStream',
		hint: 'This gateway does not stream complete answers of this model with their usage; the node asks for whole answers.',
		applies: (body) => body.stream === true,
		fits: (failure) => failure.code === noFinishReason || refuses(/\bstream(ing|ed)?\b/i)(failure),
		change: (body) => without(body, 'stream', 'stream_options'),
	},
];
