/** Answers chat requests by rules instead of the model: the same settings, the same limits, the same shape of answers. */
import { usageOf } from '../completion.mjs';
import { invalidField } from '../errors.mjs';
import { showableText } from '../stopText.mjs';
import { extract } from './extractor.mjs';
import { summarize } from './summarizer.mjs';
import { translate } from './translator.mjs';

/**
 * @typedef {object} Request what a rule gets to see
 * @property {string} instructions all messages of the system, in order
 * @property {string} text the first message of the user: those after it ask for the same once more
 * @property {import('../settings.mjs').Settings['format']} format
 */

/** @type {Record<string, (request: Request) => string>} */
const rules = {
	'rule-extractor': extract,
	'rule-summarizer': summarize,
	'rule-translator': translate,
};

/** @param {string} model */
export const isRule = (model) => Object.hasOwn(rules, model);

/**
 * @param {import('../engine.mjs').Engine} engine
 * @param {import('../settings.mjs').Settings} settings
 * @returns {{ text: string, promptTokens: number }} the answer, without regard to limits
 * @throws {import('../errors.mjs').ApiError} 400
 */
export function prepareRule(engine, { model, messages, format }) {
	const of = (...roles) => messages.filter(({ role }) => roles.includes(role));
	const [asked] = of('user');
	if (!asked)
		throw invalidField('messages', "Invalid 'messages': the rule needs a message of the user.");
	const instructions = of('system', 'developer')
		.map(({ text }) => text)
		.join('\n\n');
	const promptTokens = messages.reduce((sum, { text }) => sum + engine.countTokens(text).tokens, 0);
	return { text: rules[model]({ instructions, text: asked.text, format }), promptTokens };
}

/**
 * Cuts the answer as the request wishes and hands it out in lines. All of n answers are the same.
 *
 * @param {import('../engine.mjs').Engine} engine
 * @param {{ text: string, promptTokens: number }} job from `prepareRule`
 * @param {import('../settings.mjs').Settings} settings
 * @param {AbortSignal} signal
 * @param {Parameters<import('../chat.mjs').answerChat>[4]} [listener]
 * @returns {Promise<{ choices: { text: string, finishReason: string }[], usage: object }>}
 */
export async function answerByRule(
	engine,
	{ text, promptTokens },
	{ n, maxTokens, sampling },
	signal,
	{ onText, onFinish } = {},
) {
	signal.throwIfAborted();
	const stopped = showableText(text, sampling.stops);
	const wanted = stopped.stop === undefined ? text : stopped.shown;
	const { tokens, counted } = engine.countTokens(wanted, maxTokens);
	const choice = { text: counted, finishReason: counted === wanted ? 'stop' : 'length' };
	for (let index = 0; index < n; index++) {
		for (const piece of counted.match(/[^\n]*\n|[^\n]+/g) ?? []) onText?.(index, piece);
		onFinish?.(index, choice.finishReason);
	}
	return {
		choices: Array.from({ length: n }, () => choice),
		usage: usageOf(promptTokens, tokens * n),
	};
}
