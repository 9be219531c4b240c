/** From the settings of a chat request to its answers: prompt, limits, grammar, and one run of the model for each answer. */
import { usageOf } from './completion.mjs';
import { contextTooLong, invalidField } from './errors.mjs';
import { promptText } from './prompt.mjs';

/**
 * Everything that can be refused is refused here, before the first byte of an answer.
 *
 * @param {import('./engine.mjs').Engine} engine
 * @param {import('./settings.mjs').Settings} settings
 * @returns {Promise<{ prompt: number[], sampling: object }>}
 * @throws {import('./errors.mjs').ApiError} 400
 */
export async function prepareChat(engine, settings) {
	const text = promptText(settings.messages);
	if (text === '')
		throw invalidField(
			'messages',
			"Invalid 'messages': the demo model needs a message of the user. It was trained without system messages.",
		);
	return await preparePrompt(engine, text, settings, 'messages');
}

/**
 * The same for a prompt that is already a text.
 *
 * @param {import('./engine.mjs').Engine} engine
 * @param {string} text
 * @param {Pick<import('./settings.mjs').Settings, 'sampling' | 'maxTokens' | 'format'>} settings
 * @param {string} param where the text stands in the request, for messages
 * @returns {Promise<{ prompt: number[], sampling: object }>}
 * @throws {import('./errors.mjs').ApiError} 400
 */
export async function preparePrompt(engine, text, settings, param) {
	const prompt = tokenizeWhatFits(engine, text, param);
	const room = engine.contextTokens - prompt.length;
	const unknownToken = settings.sampling.logitBias.find(
		([token]) => token >= engine.vocabularySize,
	);
	if (unknownToken)
		throw invalidField(
			'logit_bias',
			`Invalid value for 'logit_bias': the demo model has tokens 0 to ${engine.vocabularySize - 1}.`,
		);
	return {
		prompt,
		sampling: {
			...settings.sampling,
			maxTokens: Math.min(settings.maxTokens ?? room, room),
			grammar: await grammarOf(engine, settings.format),
		},
	};
}

/** Very long texts are not even tokenized: that would keep the whole process busy for up to a minute. */
function tokenizeWhatFits(engine, text, param) {
	const limit = engine.contextTokens;
	const fewest = Math.ceil(text.length / engine.longestToken);
	if (fewest >= limit) throw contextTooLong(param, limit, `at least ${fewest}`);
	const prompt = engine.tokenize(text);
	if (prompt.length >= limit) throw contextTooLong(param, limit, prompt.length);
	return prompt;
}

/**
 * @param {import('./engine.mjs').Engine} engine
 * @param {import('./settings.mjs').Settings['format']} format
 */
async function grammarOf(engine, { type, schema }) {
	if (type === 'text') return undefined;
	if (type === 'json_object') return await engine.grammars.anyObject();
	try {
		return await engine.grammars.forSchema(schema);
	} catch {
		const path = 'response_format.json_schema.schema';
		throw invalidField(
			path,
			`Invalid schema for '${path}': the grammar of the demo model cannot be made from it.`,
		);
	}
}

/**
 * Writes the answers one after the other. Each stands in the queue on its own: a request for many answers does not hold
 * up the requests behind it.
 *
 * @param {import('./engine.mjs').Engine} engine
 * @param {{ prompt: number[], sampling: object }} job from `prepareChat`
 * @param {import('./settings.mjs').Settings} settings
 * @param {AbortSignal} signal
 * @param {{ onText?: (index: number, text: string) => void, onFinish?: (index: number, finishReason: string) => void }} [listener]
 * @returns {Promise<{ choices: { text: string, finishReason: string }[], usage: object }>}
 */
export async function answerChat(
	engine,
	{ prompt, sampling },
	{ n, seed },
	signal,
	{ onText, onFinish } = {},
) {
	const choices = [];
	for (let index = 0; index < n; index++) {
		// Seeds of the engine have 32 bits. Every answer gets its own, otherwise all would be the same.
		const run = { ...sampling, seed: (seed + index) >>> 0 };
		const choice = await engine.complete(prompt, run, {
			signal,
			onText: (text) => onText?.(index, text),
		});
		choices.push(choice);
		onFinish?.(index, choice.finishReason);
	}
	const completionTokens = choices.reduce((sum, { tokens }) => sum + tokens, 0);
	return { choices, usage: usageOf(prompt.length, completionTokens) };
}
