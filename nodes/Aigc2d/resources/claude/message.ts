import { defined, unlessEmpty } from '../../../api/defined';
import type { JsonObject } from '../../../api/json';
import type { Output } from '../../../api/output';
import type { ClaudeAnswer } from '../../../api/claude/answer';
import { claudeCall } from '../../../api/claude/call';
import { type ModelChain, withModel } from '../../../api/fallback/modelChain';
import { withCacheMarks } from '../../../api/claude/promptCaching';
import { withoutThinking } from '../../../api/claude/toolTurn';
import {
	extraBodyField,
	onTruncationUncontinued,
	simplifyField,
	stream,
} from '../../../fields/answer';
import { optionalText, invalidField } from '../../../fields/check';
import { fallbackModels, readModels } from '../../../fields/fallbackModels';
import { field, labelOf, optionsOf, readField } from '../../../fields/field';
import { headersField } from '../../../fields/headers';
import { includeInput } from '../../../fields/includeInput';
import { messageFields } from '../../../fields/messages';
import { modelField } from '../../../fields/model';
import type { Parameters } from '../../../fields/parameters';
import { pathField } from '../../../fields/path';
import { promptCaching } from '../../../fields/promptCaching';
import { maxToolRounds } from '../../../fields/toolRounds';
import { answerWithTools } from '../conversation/tools/answerWithTools';
import { claudeDialect } from '../conversation/tools/claudeDialect';
import { Writers } from '../conversation/writers';
import { operation } from '../operation';
import { truncatedFailure } from '../truncatedFailure';
import { claudeMaxTokens, claudeSampling, metadataOf, thinkingBudget } from './fields';
import { readConversation } from './messages';
import { claudeToolChoice, claudeTools } from './tools';

const route = pathField('/v1/messages', false);

const options = optionsOf([
	...claudeSampling,
	thinkingBudget,
	claudeTools,
	claudeToolChoice,
	maxToolRounds,
	headersField,
	promptCaching,
	stream,
	fallbackModels,
	onTruncationUncontinued,
	includeInput,
	route,
	extraBodyField,
]);

const maxTokens = claudeMaxTokens('max_tokens');

const systemField = field({
	property: {
		displayName: 'System',
		name: 'system',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. You answer in one sentence.',
		description: 'Instructions that hold for the whole conversation',
	},
	wire: null,
	check: optionalText,
});

interface Job {
	body: JsonObject;
	path: string;
	headers: { [name: string]: string } | undefined;
	simplify: boolean;
	stream: boolean;
	models: ModelChain;
	failsWhenCut: boolean;
	/** Absent: as many as usual. */
	maxToolRounds: number | undefined;
}

/**
 * Claude → Message: POST /v1/messages, Anthropic's own form, which AIGC2D does not document. Fields and
 * output are those of Chat → Message a Model where they mean the same.
 */
export const claudeMessage = operation<Job>({
	value: 'message',
	name: 'Message',
	action: 'Send a message to Claude',
	description: "Let Claude answer a conversation through Claude's own API",
	fields: [modelField, systemField, ...messageFields, maxTokens, simplifyField, options],
	unit: 1,
	takesTools: true,

	async read(parameters) {
		const given = readField(parameters, options);
		const body = await readBody(parameters, given);
		return {
			body: withCacheMarks(body, given.get(promptCaching) ?? 'off'),
			headers: given.get(headersField),
			path: given.get(route) ?? route.usual,
			simplify: readField(parameters, simplifyField),
			stream: given.get(stream) !== false,
			models: readModels(body.model, parameters, given),
			failsWhenCut: given.get(onTruncationUncontinued) === 'error',
			maxToolRounds: given.get(maxToolRounds),
		};
	},

	async run([job], context) {
		const { body, path, headers, simplify, stream: streams, models, failsWhenCut } = job;
		const writers = new Writers();
		const ask = async (asked: JsonObject) => {
			writers.note(asked, models.model);
			return await models.ask(context.send, (model) => {
				const fitting = writers.fit(withModel(asked, model), withoutThinking);
				return claudeCall(fitting, streams, path, headers);
			});
		};
		const asking = { ask, maxRounds: job.maxToolRounds };
		const { answer, tool_runs } = await answerWithTools(body, claudeDialect, asking, context);
		if (failsWhenCut && answer.truncated) throw truncatedFailure(answer);
		const json = simplify
			? simpleOutput(answer)
			: { ...answer.body, usage: answer.body.usage ?? null };
		return [{ json: { ...json, ...defined({ tool_runs }) } }];
	},
});

async function readBody(
	parameters: Parameters,
	given: ReturnType<typeof options.check>,
): Promise<JsonObject> {
	const max_tokens = readField(parameters, maxTokens);
	const { system, messages } = await readConversation(parameters);
	const instructions = readField(parameters, systemField);
	const budget = given.get(thinkingBudget);
	if (budget !== undefined && budget >= max_tokens) {
		invalidField(
			labelOf(thinkingBudget),
			`must be less than ${labelOf(maxTokens)}, but is ${budget}`,
			'Raise Max Tokens, or lower the budget: thoughts count towards Max Tokens.',
		);
	}
	const all = [instructions, ...system].filter((part) => part !== '').join('\n\n');
	return {
		model: readField(parameters, modelField),
		...defined({ system: unlessEmpty(all) }),
		messages,
		max_tokens,
		...defined({ thinking: budget && { type: 'enabled', budget_tokens: budget } }),
		...metadataOf(given),
		...given.members,
	};
}

/** The part of an answer that a workflow usually needs, under the names of Chat → Message a Model. */
function simpleOutput(answer: ClaudeAnswer): Output['json'] {
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
		...defined({ reasoning: unlessEmpty(thinking), thinking: unlessEmpty(thinking) }),
	};
}
