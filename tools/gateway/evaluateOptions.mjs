/**
 * How one answer is written: the wishes of the request, its limit, and what it was given by the gateway.
 *
 * @typedef {import('./sampling.mjs').SamplingWishes & {
 *   maxTokens: number,
 *   seed: number,
 *   grammar?: import('node-llama-cpp').LlamaGrammar,
 * }} Sampling `maxTokens` is at least 1; the same `seed` (32 bits) gives the same answer
 */

/**
 * The sampling of one answer in the words of the engine.
 *
 * @param {typeof import('node-llama-cpp')} library
 * @param {import('node-llama-cpp').LlamaModel} model
 * @param {Sampling} sampling
 * @param {import('node-llama-cpp').Token[]} output the tokens written so far; penalties follow it as it grows
 * @returns {import('node-llama-cpp').SequenceEvaluateOptions}
 */
export function evaluateOptions(library, model, sampling, output) {
	const { temperature, topP, topK = 0, seed, grammar } = sampling;
	return {
		temperature,
		topP,
		// The engine would look at the 40 likeliest tokens only. OpenAI has no such limit.
		topK,
		seed,
		tokenBias: tokenBias(library, model, sampling),
		repeatPenalty: repeatPenalty(sampling, output),
		grammarEvaluationState: grammar && new library.LlamaGrammarEvaluationState({ model, grammar }),
	};
}

function tokenBias({ TokenBias }, model, { logitBias }) {
	if (logitBias.length === 0) return undefined;
	const bias = TokenBias.for(model);
	for (const [token, logit] of logitBias) bias.set(token, { logit });
	return bias;
}

function repeatPenalty({ presencePenalty, frequencyPenalty }, output) {
	if (presencePenalty === 0 && frequencyPenalty === 0) return undefined;
	return {
		punishTokens: () => output,
		maxPunishTokens: 192,
		penalty: 1,
		presencePenalty,
		frequencyPenalty,
	};
}
