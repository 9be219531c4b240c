import { byWord } from '../wordTable';
/**
 * How an answer ended: it is whole (`finished`), whole and calls a tool (`called`), `cut` at a limit of tokens,
 * `withheld` by a filter, or `broken` off by the gateway. `unknown`: its finish reason is in no row. `open`: it has none.
 */
export type Ending = 'finished' | 'called' | 'cut' | 'withheld' | 'broken' | 'unknown' | 'open';

/**
 * The words of gateways for the end of an answer, in small letters with underscores, without the prefix
 * `finish_reason_`. OpenAI, Anthropic, Gemini, Mistral, Cohere, Zhipu, DeepSeek, Moonshot, MiniMax,
 * OpenRouter, Bedrock, vLLM, SGLang, TGI, llama.cpp, LM Studio, watsonx and others.
 */
const words: Readonly<Record<Exclude<Ending, 'unknown' | 'open'>, string>> = {
	finished:
		'stop stopped end end_turn endturn stop_sequence stop_word stop_token stop_str eos eos_token eos_found end_of_text end_of_turn complete completed finish finished done success normal natural pause_turn model_stop',
	called: 'tool_calls tool_call tool_use function_call function_calls call_tool requires_action',
	cut: 'length max_tokens max_token max_output_tokens max_completion_tokens max_new_tokens max_length max_context_length model_length model_context_window_exceeded context_window_exceeded context_length context_length_exceeded context_limit token_limit tokens_limit length_limit length_capped max_tokens_reached max_tokens_exceeded output_limit output_length limit limit_reached truncated truncation incomplete time_limit error_limit finish_length',
	withheld:
		'content_filter content_filtered contentfilter content_filtering content_blocked content_policy content_policy_violation content_moderation filter filtered sensitive safety prohibited_content refusal refused recitation blocklist spii image_safety image_prohibited_content image_recitation blocked block guardrail guardrails guardrail_intervened moderation moderated flagged policy_violation violation error_toxic data_inspection_failed model_armor jailbreak',
	broken:
		'error network_error server_error internal_error internal_server_error engine_error upstream_error model_error provider_error api_error unknown_error abort aborted cancel canceled cancelled cancellation interrupt interrupted disconnect disconnected connection_error connection_closed fail failed failure exception timeout timed_out insufficient_system_resource insufficient_system_resources overloaded engine_overloaded out_of_memory malformed_function_call malformed_response malformed_tool_call unexpected_tool_call invalid_tool_call too_many_tool_calls missing_thought_signature preempted evicted',
};

const endings: ReadonlyMap<string, Ending> = byWord(words);

/** From the least to the most that is wrong with an answer. */
const severity: readonly Ending[] = [
	'open',
	'unknown',
	'finished',
	'called',
	'cut',
	'withheld',
	'broken',
];

/** The ending that a word stands for, without regard to case and spelling (`maxTokens`, `MAX-TOKENS`). */
export function endingOf(word: unknown): Ending {
	const said = endingWord(word);
	if (said === null) return 'open';
	const name = said
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '')
		.replace(/^(finish|stop)_reason_(?=.)/, '');
	return endings.get(name) ?? 'unknown';
}

/**
 * A finish reason as sent; null where there is none: some gateways send `""` or `"null"` until the end. It may also be a
 * number, or the first text in a list or an object.
 */
export function endingWord(word: unknown): string | null {
	if (typeof word === 'number' || typeof word === 'boolean') return word ? String(word) : null;
	if (typeof word === 'object' && word !== null) return endingWord(firstText(word, 0));
	if (typeof word !== 'string' || word.length > longestWord) return null;
	return /^(\s*|null|none|undefined)$/i.test(word) ? null : word;
}

/** In characters. */
const longestWord = 200;
/** How deep a word may lie. */
const deepestWord = 4;

function firstText(value: object, depth: number): string | undefined {
	for (const member of depth < deepestWord ? (Object.values(value) as unknown[]) : []) {
		const text =
			typeof member === 'object' && member !== null ? firstText(member, depth + 1) : member;
		if (typeof text === 'string' && endingWord(text) !== null) return text;
	}
	return undefined;
}

/** The ending that counts where an answer gives several words for it: the one that is worse. */
export function worseEnding(one: Ending, other: Ending): Ending {
	return severity.indexOf(other) > severity.indexOf(one) ? other : one;
}
