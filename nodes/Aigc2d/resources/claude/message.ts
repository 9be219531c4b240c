import type { JsonObject, Output } from '../../../api/call';
import type { ClaudeAnswer } from '../../../api/claude/answer';
import { claudeCall } from '../../../api/claude/call';
import { Failed, failure } from '../../../api/failure';
import { maxTokensField, simplifyField, extraBodyField } from '../../../fields/answer';
import { number, refuse, text, yesOrNo } from '../../../fields/check';
import { collection, readCollection, wireMembers } from '../../../fields/field';
import { messageFields } from '../../../fields/messages';
import { modelField, readModel } from '../../../fields/model';
import { pathOption, usedPath } from '../../../fields/path';
import { operation } from '../operation';
import type { Parameters } from '../../../fields/parameters';
import { claudeSampling, messageOptions } from './fields';
import { readConversation } from './messages';

const usualPath = '/v1/messages';
const optionFields = [
	...claudeSampling,
	...messageOptions,
	pathOption(usualPath, false),
	extraBodyField,
];

interface Job {
	body: JsonObject;
	path: string;
	simplify: boolean;
	stream: boolean;
	failsWhenCut: boolean;
}

/**
 * Claude → Message: POST /v1/messages, Anthropic's own form, which AIGC2D does not document. Fields and
 * output are those of Chat → Complete where they mean the same.
 */
export const claudeMessage = operation<Job>({
	value: 'message',
	name: 'Message',
	action: 'Send a message to Claude',
	description: "Let Claude answer a conversation through Claude's own interface",
	fields: [
		modelField,
		{
			displayName: 'System',
			name: 'system',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. You answer in one sentence.',
			description: 'Instructions that hold for the whole conversation',
		},
		...messageFields,
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

	async read(parameters) {
		const options = readCollection(optionFields, parameters.get('options'));
		return {
			body: await readBody(parameters, options),
			path: usedPath(options, usualPath),
			simplify: yesOrNo(parameters.get('simplify'), simplifyField.displayName) as boolean,
			stream: options.get('stream') !== false,
			failsWhenCut: options.get('onTruncation') === 'error',
		};
	},

	async run([{ body, path, simplify, stream, failsWhenCut }], { send }) {
		const answer = await send(claudeCall(body, stream, path));
		if (failsWhenCut && answer.truncated) throw cutOff(answer);
		return [
			{
				json: simplify ? simplified(answer) : { ...answer.body, usage: answer.body.usage ?? null },
			},
		];
	},
});

async function readBody(
	parameters: Parameters,
	options: ReadonlyMap<string, unknown>,
): Promise<JsonObject> {
	const label = maxTokensField.displayName;
	const max_tokens = number({ from: 1, whole: true })(parameters.get('maxTokens'), label);
	const { system, messages } = await readConversation(parameters);
	const own = parameters.get('system');
	const instructions = own === '' || own === null || own === undefined ? [] : [text(own, 'System')];
	const budget = options.get('thinkingBudget') as number | undefined;
	if (budget !== undefined && budget >= (max_tokens as number)) {
		refuse(
			'Thinking Budget (Tokens)',
			`must be less than Max Tokens, but is ${budget}`,
			'Raise Max Tokens, or lower the budget: what is thought counts against it.',
		);
	}
	const all = [...instructions, ...system].join('\n\n');
	return {
		model: readModel(parameters),
		...(all === '' ? {} : { system: all }),
		messages,
		max_tokens,
		...wireMembers(optionFields, options),
		...(budget === undefined ? {} : { thinking: { type: 'enabled', budget_tokens: budget } }),
		...(options.has('user') ? { metadata: { user_id: options.get('user') } } : {}),
		...(options.get('extraBody') as JsonObject | undefined),
	};
}

/** The part of an answer that a workflow usually needs, under the names of Chat → Complete. */
function simplified(answer: ClaudeAnswer): Output['json'] {
	const {
		text: said,
		message,
		finish_reason,
		stop_reason,
		truncated,
		body,
		usage,
		thinking,
	} = answer;
	return {
		text: said,
		message,
		finish_reason,
		stop_reason,
		truncated,
		model: body.model ?? null,
		id: body.id ?? null,
		usage,
		...(thinking === '' ? {} : { reasoning: thinking, thinking }),
	};
}

function cutOff({ text: said, usage, request_id }: ClaudeAnswer): Failed {
	return new Failed(
		failure('truncated', {
			status: 200,
			request_id,
			message: 'The answer was cut off: it reached Max Tokens',
			text: said,
			...(usage === null ? {} : { usage }),
		}),
	);
}
