/** Reads the body of a request for a completion: the members on AIGC2D's page, and `seed` and `stream_options`. */
import { invalidField } from '../errors.mjs';
import {
	readBoolean,
	readRequiredText,
	readWords,
	refuseOthers,
	sentMembers,
} from '../members.mjs';
import { readNumber } from '../numbers.mjs';
import { readSampling } from '../sampling.mjs';
import { readStreamOptions } from '../settings.mjs';

const known = [
	'model',
	'prompt',
	'max_tokens',
	'temperature',
	'top_p',
	'n',
	'stream',
	'stream_options',
	'echo',
	'stop',
	'presence_penalty',
	'frequency_penalty',
	'best_of',
	'logit_bias',
	'seed',
	'user',
];
const unsupported = {
	suffix: 'it only goes on with a text',
	logprobs: 'it does not report probabilities',
};

/** Longer than anything that fits the model; it says itself how long is too long. */
const longest = 1024 * 1024;

/**
 * @param {unknown} body parsed JSON
 * @returns {import('../settings.mjs').Settings & { prompt: string, echo: boolean }}
 * @throws {import('../errors.mjs').ApiError} 400, naming the member
 */
export function readCompletionSettings(body) {
	const sent = sentMembers(body);
	refuseOthers(sent, known, unsupported);
	const n = readNumber(sent, 'n', 1);
	const best = readNumber(sent, 'best_of', n, { min: 1, max: 128, integer: true });
	if (best !== n)
		throw invalidField(
			'best_of',
			"Invalid value for 'best_of': the demo model cannot rate answers.",
		);
	return {
		model: readRequiredText(sent, 'model'),
		prompt: readWords(sent, 'prompt', longest),
		echo: readBoolean(sent, 'echo'),
		messages: [],
		stream: readBoolean(sent, 'stream'),
		includeUsage: readStreamOptions(sent),
		n,
		// OpenAI's own default for this route.
		maxTokens: readNumber(sent, 'max_tokens', 16),
		seed: readNumber(sent, 'seed', Math.floor(Math.random() * 2 ** 32)),
		sampling: readSampling(sent),
		format: { type: 'text' },
	};
}
