import { isObject } from '../json';
import { tokenCount, tokensOf } from './usage';

/** What a usage tells of the tokens of an answer. */
interface Counted {
	tokens: number;
	/** Whether that is all of them: a total, or what was sent and what was answered. */
	isWhole: boolean;
}

/**
 * Tokens of a usage that count against a budget: its total where that is more than the sum of its parts (xAI and Gemini
 * leave thoughts out of the parts); for Claude, the tokens written to its cache or read from it as well, which are not
 * in its input. Undefined where it tells nothing, or only zeros: no request has no tokens.
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
