/** POST /v1/embeddings: vectors by the rule of hashedWords.mjs. */
import { invalidField, unsupportedField } from '../errors.mjs';
import {
	readChoice,
	readRequiredText,
	refuseOthers,
	requireMember,
	sentMembers,
} from '../members.mjs';
import { readNumber } from '../numbers.mjs';
import { hashedWords } from './hashedWords.mjs';

const known = ['model', 'input', 'encoding_format', 'dimensions', 'user'];

/** As at OpenAI: inputs of one request. */
const mostInputs = 2048;

const usualDimensions = 256;
const mostDimensions = 3072;

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function embeddingsRoute({ engine, credit, models, begin }) {
	return async ({ body, signal, json }) => {
		const sent = sentMembers(await body());
		refuseOthers(sent, known);
		const model = readRequiredText(sent, 'model');
		const inputs = readInputs(sent);
		const dimensions = readNumber(sent, 'dimensions', usualDimensions, {
			min: 1,
			max: mostDimensions,
			integer: true,
		});
		const format = readChoice(sent, 'encoding_format', ['float', 'base64'], 'float');
		models.check(model, 'embeddings');
		await begin(signal);

		const tokens = inputs.reduce((sum, text) => sum + engine.countTokens(text).tokens, 0);
		// AIGC2D's price for 1,000 tokens is 0.01 point.
		credit.take((tokens / 1000) * 0.01);
		json({
			object: 'list',
			model,
			data: inputs.map((text, index) => {
				const vector = hashedWords(text, dimensions);
				const embedding = format === 'base64' ? toBase64(vector) : vector;
				return { object: 'embedding', index, embedding };
			}),
			usage: { prompt_tokens: tokens, total_tokens: tokens },
		});
	};
}

/** @returns {string[]} */
function readInputs(sent) {
	requireMember(sent, 'input');
	const inputs = Array.isArray(sent.input) ? sent.input : [sent.input];
	if (inputs.length === 0 || inputs.length > mostInputs)
		throw invalidField('input', `Invalid 'input': expected 1 to ${mostInputs} texts.`);
	for (const [index, text] of inputs.entries()) {
		const path = Array.isArray(sent.input) ? `input[${index}]` : 'input';
		if (Array.isArray(text) || typeof text === 'number')
			throw unsupportedField(path, 'it makes vectors of texts, not of tokens');
		if (typeof text !== 'string')
			throw invalidField(path, `Invalid type for '${path}': expected a string.`, 'invalid_type');
		if (text === '')
			throw invalidField(path, `Invalid '${path}': input cannot be an empty string.`);
	}
	return inputs;
}

/** Numbers of 32 bits one after the other, the lowest byte first. */
function toBase64(vector) {
	const bytes = Buffer.alloc(vector.length * 4);
	for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
	return bytes.toString('base64');
}
