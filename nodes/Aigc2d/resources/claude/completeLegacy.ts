import { defined, unlessEmpty } from '../../../api/defined';
import type { JsonObject } from '../../../api/json';
import { claudeLegacyCall } from '../../../api/claude/legacy';
import { simplifyField } from '../../../fields/answer';
import { text } from '../../../fields/check';
import { field, optionsOf, readField, readFields } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { modelField } from '../../../fields/model';
import { pathField } from '../../../fields/path';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';
import { claudeMaxTokens, claudeSampling, metadataOf } from './fields';

const begin = '\n\nHuman:';
const end = '\n\nAssistant:';

const route = pathField('/v1/complete', true);
const extraBody = extraBodyFor('{"metadata": {"user_id": "42"}}');
const options = optionsOf([...claudeSampling, includeInput, route, extraBody]);

const maxTokens = claudeMaxTokens('max_tokens_to_sample');

const promptField = field({
	property: {
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. Why is the sky blue?',
		description:
			'The question or task. It can also be a whole conversation, beginning with "Human:" and ending with "Assistant:", each after a blank line.',
	},
	wire: 'prompt',
	check: (value, label) => asConversation(text(value, label)),
});

interface Job {
	body: JsonObject;
	path: string;
	simplify: boolean;
}

/** Claude → Complete (Legacy): POST /v1/complete, as AIGC2D documents it for claude-2 and claude-instant-1. */
export const claudeComplete = operation<Job>({
	value: 'complete',
	name: 'Complete (Legacy)',
	action: 'Complete a text with Claude (legacy)',
	description: 'Let an old Claude model continue a text',
	fields: [modelField, promptField, maxTokens, simplifyField, options],
	unit: 1,

	read(parameters) {
		const given = readField(parameters, options);
		return {
			body: {
				...readFields(parameters, [promptField, modelField, maxTokens]).members,
				...metadataOf(given),
				...given.members,
			},
			path: given.get(route) ?? route.usual,
			simplify: readField(parameters, simplifyField),
		};
	},

	async run([{ body, path, simplify }], { send }) {
		const answer = await send(claudeLegacyCall(body, path));
		const { text: said, reasoning, finish_reason, stop_reason, truncated, usage } = answer;
		if (!simplify) return [{ json: { ...answer.body, usage } }];
		const { model = null, id = null } = answer.body;
		const thoughts = defined({ reasoning: unlessEmpty(reasoning) });
		return [
			{
				json: { text: said, finish_reason, stop_reason, truncated, model, id, usage, ...thoughts },
			},
		];
	},
});

/** The route wants a conversation that begins with the human and ends where the assistant is to go on. */
function asConversation(prompt: string): string {
	const own = prompt.trimStart();
	const opened = own.startsWith(begin.trim()) ? `\n\n${own}` : `${begin} ${prompt}`;
	const isAnswering = opened.lastIndexOf(end) > opened.lastIndexOf(begin);
	return isAnswering ? opened.trimEnd() : opened + end;
}
