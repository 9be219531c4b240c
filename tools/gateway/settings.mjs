/** Reads the body of a chat request: every field is checked, and what the model cannot do is said. */
import { invalidField } from './errors.mjs';
import { isObject } from './isObject.mjs';
import { readableSchema } from './jsonSchema.mjs';
import { readBoolean, readRequiredText, refuseOthers, sentMembers } from './members.mjs';
import { readMessages } from './messages.mjs';
import { numberNames, readNumber } from './numbers.mjs';
import { isRule } from './rules/answer.mjs';
import { readSampling } from './sampling.mjs';

/** Fields that a real gateway may honour and that do not change an answer. */
const ignored = [
	'user',
	'metadata',
	'store',
	'service_tier',
	'safety_identifier',
	'prompt_cache_key',
];

const noTools = 'it was trained without tools';
const unsupported = {
	tools: noTools,
	tool_choice: noTools,
	parallel_tool_calls: noTools,
	functions: noTools,
	function_call: noTools,
	reasoning_effort: 'it does not reason',
	verbosity: 'it has one way of answering',
	logprobs: 'it does not report probabilities',
	top_logprobs: 'it does not report probabilities',
	modalities: 'it only writes text',
	audio: 'it only writes text',
	prediction: 'it has no predicted outputs',
	web_search_options: 'it has no access to the web',
};

/**
 * @typedef {object} Settings
 * @property {string} model
 * @property {{ role: string, text: string }[]} messages
 * @property {boolean} stream
 * @property {boolean} includeUsage streamed answers end with a chunk that carries the usage
 * @property {number} n how many answers
 * @property {number} [maxTokens]
 * @property {number} seed
 * @property {import('./sampling.mjs').SamplingWishes} sampling
 * @property {{ type: 'text' | 'json_object' | 'json_schema', schema?: object }} format
 */

/**
 * @param {unknown} body parsed JSON
 * @returns {Settings}
 * @throws {import('./errors.mjs').ApiError} 400, naming the field
 */
export function readSettings(body) {
	const sent = sentMembers(body);
	refuseUnsupported(sent);
	const number = (name, otherwise) => readNumber(sent, name, otherwise);

	if (sent.max_tokens !== undefined && sent.max_completion_tokens !== undefined) {
		throw invalidField(
			'max_tokens',
			"'max_tokens' and 'max_completion_tokens' cannot be set at the same time.",
		);
	}
	return {
		model: readRequiredText(sent, 'model'),
		messages: readMessages(sent.messages),
		stream: readBoolean(sent, 'stream'),
		includeUsage: readStreamOptions(sent),
		n: number('n', 1),
		maxTokens: number('max_tokens', number('max_completion_tokens', undefined)),
		seed: number('seed', Math.floor(Math.random() * 2 ** 32)),
		sampling: readSampling(sent),
		format: readFormat(sent),
	};
}

function refuseUnsupported(sent) {
	const known = [
		'model',
		'messages',
		'stream',
		'stream_options',
		'stop',
		'logit_bias',
		'response_format',
		...numberNames,
		...ignored,
	];
	// To ask for no probabilities is to ask for what there is.
	if (sent.logprobs === false) known.push('logprobs');
	refuseOthers(sent, known, unsupported);
}

/**
 * @param {Record<string, any>} sent
 * @returns {boolean} whether a stream is to end with the usage
 */
export function readStreamOptions({ stream, stream_options: options }) {
	if (options === undefined) return false;
	if (!isObject(options))
		throw invalidField(
			'stream_options',
			"Invalid type for 'stream_options': expected an object.",
			'invalid_type',
		);
	if (stream !== true)
		throw invalidField('stream_options', "'stream_options' is only allowed when 'stream' is true.");
	return readBoolean(options, 'include_usage');
}

/**
 * @param {Record<string, any>} sent
 * @returns {Settings['format']}
 */
function readFormat({ model, response_format: format = { type: 'text' } }) {
	const type = isObject(format) ? format.type : undefined;
	if (type === 'text' || type === 'json_object') return { type };
	if (type !== 'json_schema') {
		throw invalidField(
			'response_format.type',
			"Invalid value for 'response_format.type': expected 'text', 'json_object' or 'json_schema'.",
		);
	}
	const path = 'response_format.json_schema';
	if (!isObject(format.json_schema))
		throw invalidField(
			path,
			`Missing required parameter: '${path}'.`,
			'missing_required_parameter',
		);
	const { schema } = format.json_schema;
	// What a grammar cannot be made of, a rule may read past.
	if (isRule(model) && isObject(schema)) return { type, schema };
	return { type, schema: readableSchema(schema, `${path}.schema`) };
}
