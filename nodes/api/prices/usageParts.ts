import { isObject, without, type JsonObject } from '../json';
import { tokenCount, tokensOf } from '../usage/usage';

/** Tokens of an answer by what they cost; each token is in one of them. */
export interface UsageParts {
	/** Of what was sent, those that no other part has. */
	input: number;
	/** Of what was sent, those that were read from a cache. */
	cached: number;
	/** Of what was sent, those that were written to a cache. */
	cacheWritten: number;
	/** Of what was sent, those of images. */
	images: number;
	/** Of what was sent, those of sound. */
	sound: number;
	/** Sent or answered: the gateway tells the sum alone. */
	unsplit: number;
	/** Of what was answered, thoughts included, those that are not sound. */
	output: number;
	/** Of what was answered, those of sound. */
	spoken: number;
}

/**
 * The parts of a usage of any dialect; undefined where it does not tell what was sent or answered. Claude counts what it
 * reads from its cache and writes there beside its input, OpenAI within it; xAI and Gemini leave thoughts out of what was
 * answered, and have them in the total.
 */
export function usageParts(usage: unknown): UsageParts | undefined {
	const tokens = tokensOf(usage);
	if (tokens === undefined || !isObject(usage)) return undefined;
	if (tokens.input + tokens.output === 0) return undefined;
	if (isSumAlone(usage)) return { ...nothing, unsplit: tokens.input };
	const sent = details(usage, 'prompt_tokens_details', 'input_tokens_details');
	const answered = details(usage, 'completion_tokens_details', 'output_tokens_details');
	const isClaudes = usage.prompt_tokens === undefined && usage.input_tokens !== undefined;
	const read = tokenCount(usage.cache_read_input_tokens);
	const cached =
		read ??
		tokenCount(sent.cached_tokens) ??
		tokenCount(usage.prompt_cache_hit_tokens) ??
		tokenCount(usage.cached_tokens) ??
		tokenCount(usage.cachedContentTokenCount) ??
		0;
	const cacheWritten =
		tokenCount(usage.cache_creation_input_tokens) ??
		tokenCount(sent.cached_creation_tokens ?? sent.cache_write_tokens) ??
		0;
	const beside = isClaudes && sent.cached_tokens === undefined ? cached + cacheWritten : 0;
	const sound = tokenCount(sent.audio_tokens) ?? 0;
	const images = tokenCount(sent.image_tokens) ?? 0;
	const spoken = tokenCount(answered.audio_tokens) ?? 0;
	const total = tokenCount(usage.total_tokens ?? usage.totalTokenCount) ?? 0;
	const thoughts = Math.max(0, total - tokens.input - tokens.output - beside);
	const whole = tokens.input + beside;
	return {
		input: Math.max(0, whole - cached - cacheWritten - sound - images),
		cached,
		cacheWritten,
		images,
		sound,
		unsplit: 0,
		output: Math.max(0, tokens.output - spoken) + thoughts,
		spoken,
	};
}

const nothing: UsageParts = {
	input: 0,
	cached: 0,
	cacheWritten: 0,
	images: 0,
	sound: 0,
	unsplit: 0,
	output: 0,
	spoken: 0,
};

/** Of none of the two sides a number is told. */
function isSumAlone(usage: JsonObject): boolean {
	return tokensOf(without(usage, 'total_tokens', 'totalTokenCount')) === undefined;
}

function details(usage: JsonObject, ...names: string[]): JsonObject {
	return names.map((name) => usage[name]).find(isObject) ?? {};
}
