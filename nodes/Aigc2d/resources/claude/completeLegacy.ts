import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../api/call';
import { claudeLegacyCall } from '../../../api/claude/legacy';
import { maxTokensField, simplifyField } from '../../../fields/answer';
import { number, text, yesOrNo } from '../../../fields/check';
import { collection, readCollection, wireMembers } from '../../../fields/field';
import { modelField, readModel } from '../../../fields/model';
import { pathOption, usedPath } from '../../../fields/path';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { operation } from '../operation';
import { claudeSampling } from './fields';

const usualPath = '/v1/complete';
const begin = '\n\nHuman:';
const end = '\n\nAssistant:';

const optionFields = [
	...claudeSampling,
	pathOption(usualPath, true),
	extraBodyFor('{"metadata": {"user_id": "42"}}'),
];

const promptField: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. Why is the sky blue?',
	description:
		'The question or task. A whole conversation may stand here as well, beginning with "Human:" and ending with "Assistant:", each after a blank line.',
};

interface Job {
	body: JsonObject;
	path: string;
	simplify: boolean;
}

/** Claude → Complete (Legacy): POST /v1/complete, as AIGC2D documents it for claude-2 and claude-instant-1. */
export const claudeComplete = operation<Job>({
	value: 'complete',
	name: 'Complete (Legacy)',
	action: 'Complete a text with Claude',
	description: 'Let an old Claude model go on with a text',
	fields: [
		modelField,
		promptField,
		{
			...maxTokensField,
			typeOptions: { minValue: 1 },
			description:
				'Longest answer, in tokens (about four letters or one Chinese character each). Claude always wants it.',
		},
		simplifyField,
		collection('Options', 'options', 'Add Option', optionFields),
	],
	unit: 1,

	read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		const prompt = text(parameters.get('prompt'), promptField.displayName) as string;
		const limit = number({ from: 1, whole: true });
		return {
			body: {
				model: readModel(parameters),
				prompt: asConversation(prompt),
				max_tokens_to_sample: limit(parameters.get('maxTokens'), maxTokensField.displayName),
				...wireMembers(optionFields, options),
				...(options.has('user') ? { metadata: { user_id: options.get('user') } } : {}),
				...(options.get('extraBody') as JsonObject | undefined),
			},
			path: usedPath(options, usualPath),
			simplify: yesOrNo(parameters.get('simplify'), simplifyField.displayName) as boolean,
		};
	},

	async run([{ body, path, simplify }], { send }) {
		const answer = await send(claudeLegacyCall(body, path));
		const { text: said, reasoning, finish_reason, stop_reason, truncated, usage } = answer;
		if (!simplify) return [{ json: { ...answer.body, usage } }];
		const { model = null, id = null } = answer.body;
		const thoughts = reasoning === '' ? {} : { reasoning };
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
