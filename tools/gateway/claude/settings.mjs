/** Reads the body of a request for a message. */
import { invalidField } from '../errors.mjs';
import {
	readBoolean,
	readRequiredText,
	refuseOthers,
	requireMember,
	sentMembers,
} from '../members.mjs';
import { readNumber } from '../numbers.mjs';
import { readClaudeMessages, readText } from './blocks.mjs';
import { readTools } from './tools.mjs';

const known = [
	'model',
	'messages',
	'max_tokens',
	'system',
	'temperature',
	'top_p',
	'top_k',
	'stop_sequences',
	'stream',
	'tools',
	'tool_choice',
	'thinking',
	'metadata',
	'service_tier',
];

/**
 * @typedef {import('../settings.mjs').Settings & { tool?: { name: string, schema: object } }} MessageSettings `tool` is the
 *   one that the answer has to call
 */

/**
 * @param {unknown} body parsed JSON
 * @returns {MessageSettings}
 * @throws {import('../errors.mjs').ApiError} 400, naming the member
 */
export function readMessageSettings(body) {
	const sent = sentMembers(body);
	refuseOthers(sent, known);
	for (const name of ['max_tokens', 'messages']) requireMember(sent, name);
	if (sent.thinking !== undefined && sent.thinking.type !== 'disabled')
		throw invalidField('thinking', "thinking: the demo model does not reason. Send 'disabled'.");
	const system = sent.system === undefined ? [] : [readText(sent.system, 'system')];
	const tool = readTools(sent);
	return {
		model: readRequiredText(sent, 'model'),
		messages: [
			...system.map((text) => ({ role: 'system', text })),
			...readClaudeMessages(sent.messages),
		],
		stream: readBoolean(sent, 'stream'),
		includeUsage: true,
		n: 1,
		maxTokens: readNumber(sent, 'max_tokens', undefined),
		seed: Math.floor(Math.random() * 2 ** 32),
		sampling: readClaudeSampling(sent),
		format: tool ? { type: 'json_schema', schema: tool.schema } : { type: 'text' },
		tool,
	};
}

/**
 * @param {Record<string, any>} sent
 * @returns {import('../sampling.mjs').SamplingWishes}
 */
export function readClaudeSampling(sent) {
	const stops = sent.stop_sequences ?? [];
	if (!Array.isArray(stops) || !stops.every((text) => typeof text === 'string' && text !== ''))
		throw invalidField('stop_sequences', 'stop_sequences: expected texts, none of them empty.');
	return {
		// Claude's default is 1. A model this small wanders off then, so without a wish it takes the likeliest token.
		temperature: readNumber(sent, 'temperature', 0, { min: 0, max: 1 }),
		topP: readNumber(sent, 'top_p', 1),
		topK: readNumber(sent, 'top_k', 0, { min: 0, integer: true }),
		presencePenalty: 0,
		frequencyPenalty: 0,
		stops,
		logitBias: [],
	};
}
