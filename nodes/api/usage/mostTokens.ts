import type { FormPart, Request } from '../call';
import { defined } from '../defined';
import { isObject, type JsonObject, tryParseAnswer } from '../json';
import { bytesOf, weighFile, weighMember, type Weight } from './promptWeight';

/** The most tokens that a request may use, as far as it tells: for budgets. {@link Call.tokens} is a good guess instead. */
export interface MostTokens {
	/** Of what is sent. A token has at least one byte. */
	prompt: number;
	/** Of all its answers together; absent where the request does not limit them. */
	answer?: number;
	/** Answers that it asks for; 1 when absent. */
	answers?: number;
	/** Whether there are files in it: their tokens can only be estimated. */
	hasFiles?: boolean;
}

/** Tokens set aside for an answer that its request does not limit: few are longer. */
export const unlimitedAnswer = 16_384;

/** Tokens around a message: its role, its marks, and what a tokenizer of embeddings puts around a text. */
const perMessage = 16;
/** What a provider adds to the definitions of tools: Claude is told how to use them in some hundred tokens. */
const forTools = 1_000;

/** Where the longest answer is set, in any dialect: OpenAI's, Claude's old form, Gemini's, Ollama's, DashScope's. */
const limitNames = [
	'max_tokens',
	'max_completion_tokens',
	'max_output_tokens',
	'max_tokens_to_sample',
	'max_new_tokens',
	'maxOutputTokens',
	'num_predict',
];
const countNames = ['n', 'best_of', 'candidateCount', 'num_images'];
const containerMembers = ['generationConfig', 'generation_config', 'parameters', 'options'];

/** Lists whose entries are a message or a text each. */
const lists = ['messages', 'input', 'contents', 'prompt', 'texts', 'documents'];
/** Texts that no model reads; numbers are settings as well. */
const settings = new Set([
	...[
		'model',
		'user',
		'safety_identifier',
		'prompt_cache_key',
		'metadata',
		'store',
		'service_tier',
	],
	...['stream', 'stream_options', 'logit_bias', 'stop', 'stop_sequences'],
	...['reasoning_effort', 'verbosity'],
	...['encoding_format', 'response_format', 'size', 'quality', 'style', 'modalities', 'voice'],
]);
const definitions = ['tools', 'functions', 'response_format', 'text', 'format', 'guided_json'];

/**
 * The most tokens of a request in any dialect, as it goes out: the bytes of all its texts, definitions of tools
 * and schemas included, {@link perMessage} a message, what files are estimated at, and the longest answer times
 * the number of answers.
 */
export function mostTokensOf(request: Request): MostTokens {
	if (request.form !== undefined) return mostTokensOfForm(request.form);
	const body = request.body ?? tryParseAnswer(request.json ?? '');
	return mostTokensOfBody(isObject(body) ? body : { prompt: body });
}

/** The same for a request whose answer is not made of tokens, such as vectors. */
export function mostTokensOfPrompt(request: Request): MostTokens {
	return { ...mostTokensOf(request), answer: 0 };
}

/** Tokens of sound for a byte of text, spoken slowly: 25 a second (Gemini), 15 bytes a second at the usual speed. */
const soundPerByte = 8;
const leastSound = 1_000;
const mostSound = 16_384;

/** The same for a text to be spoken, whose answer grows with it. */
export function mostTokensOfSpeech(request: Request): MostTokens {
	const most = mostTokensOf(request);
	return { ...most, answer: Math.min(mostSound, leastSound + soundPerByte * most.prompt) };
}

/** Routes whose answers are not made of tokens: vectors, scores. */
const withoutTokens = /embed|rerank|moderation|classif|tokeniz|\/models\b/i;

/** The same for a request to any route. */
export function mostTokensOfAny(request: Request): MostTokens {
	const isPrompt = withoutTokens.test(request.path ?? '');
	return isPrompt ? mostTokensOfPrompt(request) : mostTokensOf(request);
}

function mostTokensOfBody(body: JsonObject): MostTokens {
	const weight: Weight = { tokens: 0, hasFiles: false };
	for (const [name, value] of Object.entries(body)) {
		if (definitions.includes(name) && typeof value === 'object' && value !== null) {
			weight.tokens += bytesOf(JSON.stringify(value));
			if ((name === 'tools' || name === 'functions') && Object.keys(value).length > 0)
				weight.tokens += forTools;
		} else if (!settings.has(name) && (typeof value === 'string' || typeof value === 'object')) {
			const entries = lists.includes(name) && Array.isArray(value) ? (value as unknown[]) : [value];
			for (const entry of entries) {
				if (typeof entry === 'string' || isObject(entry)) weight.tokens += perMessage;
				weighMember(name, entry, weight);
			}
		}
	}
	const holders = [body, ...containerMembers.map((name) => body[name])].filter(isObject);
	const longest = largest(holders, limitNames);
	const prompts = Array.isArray(body.prompt) ? textsIn(body.prompt) : 1;
	const answers = Math.max(1, largest(holders, countNames) ?? 1) * prompts;
	return mostOf(weight, answers, longest);
}

function mostTokensOfForm(form: readonly FormPart[]): MostTokens {
	const weight: Weight = { tokens: 0, hasFiles: false };
	let answers = 1;
	for (const { name, value } of form) {
		if (typeof value !== 'string') weighFile(value.bytes.byteLength, value.mimeType, weight);
		else if (countNames.includes(name)) answers = Math.max(1, Number(value) || 1);
		else if (!settings.has(name)) weight.tokens += perMessage + bytesOf(value);
	}
	return mostOf(weight, answers);
}

function mostOf({ tokens, hasFiles }: Weight, answers: number, longest?: number): MostTokens {
	return {
		prompt: tokens,
		...defined({
			answer: longest && longest * answers,
			answers: answers === 1 ? undefined : answers,
			hasFiles: hasFiles || undefined,
		}),
	};
}

/** The largest positive number under any of these names: gateways differ in which of several they obey. */
function largest(holders: readonly JsonObject[], names: readonly string[]): number | undefined {
	const values = holders.flatMap((holder) => names.map((name) => Number(holder[name] ?? NaN)));
	const given = values.filter((value) => Number.isFinite(value) && value > 0);
	return given.length === 0 ? undefined : Math.ceil(Math.max(...given));
}

/** A list of prompts has an answer to each; one of numbers is a single prompt, as tokens. */
function textsIn(list: readonly unknown[]): number {
	return Math.max(1, list.filter((entry) => typeof entry !== 'number').length);
}
