import { isObject } from '../json';
import { tokenCount, tokensOf } from './usage';

/** What a usage tells of the tokens of an answer. */
interface Counted {
	tokens: number;
	/** Whether that is all of them: a total, or what was sent and what was answered. */
	isWhole: boolean;
}

/**
 * Tokens that count against a budget: the total where it is more than the sum of the parts (xAI and Gemini leave
 * thoughts out of the parts), and what Claude wrote to its cache or read from it, which stands beside its input.
 * Undefined where nothing is told, or nothing but zeros: a request of no tokens does not exist.
 */
export function countTokens(usage: unknown): Counted | undefined {
	const parts = tokensOf(usage);
	if (parts === undefined || !isObject(usage)) return undefined;
	const total = tokenCount(usage.total_tokens ?? usage.totalTokenCount);
	const isClaudes = usage.input_tokens !== undefined && usage.prompt_tokens === undefined;
	const cached = isClaudes
		? (tokenCount(usage.cache_creation_input_tokens) ?? 0) +
			(tokenCount(usage.cache_read_input_tokens) ?? 0)
		: 0;
	const tokens = Math.max(total ?? 0, parts.input + parts.output + cached);
	const isWhole = total !== undefined || (parts.input > 0 && parts.output > 0);
	return tokens === 0 ? undefined : { tokens, isWhole };
}
