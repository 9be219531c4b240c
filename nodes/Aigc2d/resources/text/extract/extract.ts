import type { Call, Send } from '../../../../api/call';
import type { JsonObject } from '../../../../api/json';
import type { Completion } from '../../../../api/chat/completion';
import { formatAdaptations } from '../../../../api/chat/formatAdaptations';
import { inEnvelope, type Envelope } from './jsonSchema/envelope';
import { strictForm } from './jsonSchema/strictForm';
import { optionsOf, readField } from '../../../../fields/field';
import { operation } from '../../operation';
import { ask, askingFields, readAsking, type AskOptions } from '../ask';
import { withBothUsages, keepFirst, readAnswer, schemaMismatch } from './answer';
import { extractedText, extractFields, instructions } from './fields';
import { extractOptions, schemaNameOption, strictOption } from './options';
import { extractionPrompt, firstViolations, repairPrompt } from './prompt';
import { readSchema } from './readSchema';

const ownOptions = optionsOf(extractOptions);

interface Job {
	asking: AskOptions;
	messages: JsonObject[];
	envelope: Envelope;
	/** The member `response_format` of the request. */
	format: JsonObject;
}

/**
 * Text → Extract: data of a given form out of a text, by POST /v1/chat/completions. The schema goes out
 * as `response_format` (not documented by AIGC2D, but usual) and in words; gateways that refuse the one
 * get by with the other. The answer is checked here; one that does not fit is repaired once.
 */
export const extract = operation<Job>({
	value: 'extract',
	name: 'Extract',
	action: 'Extract data from a text',
	description:
		'Get data out of a text in a form that you describe; the answer is checked against it',
	fields: askingFields(extractFields, extractOptions),
	unit: 1,

	read(parameters) {
		const options = readField(parameters, ownOptions);
		const envelope = inEnvelope(readSchema(parameters));
		const { schema } = envelope;
		const name = options.get(schemaNameOption) ?? 'data';
		const strict = options.get(strictOption) === false ? undefined : strictForm(schema);
		return {
			asking: readAsking(parameters),
			messages: extractionPrompt(
				readField(parameters, extractedText),
				schema,
				readField(parameters, instructions),
			),
			envelope,
			format: {
				type: 'json_schema',
				json_schema: { name, schema: strict ?? schema, strict: strict !== undefined },
			},
		};
	},

	async run([{ asking, messages, envelope, format }], { send }) {
		const adaptable = withFallbacks(send, envelope.schema);
		// Not continued: a model that is held to a schema begins anew, and two halves make no JSON.
		const request = async (conversation: JsonObject[]): Promise<Completion> => {
			const members = { response_format: format };
			const question = { messages: conversation, members, onTruncation: 'pass' } as const;
			return await ask(asking, question, { send: adaptable });
		};

		let completion = await request(messages);
		let answer = readAnswer(completion, envelope);
		const warnings: string[] = [];
		if (answer.violations.length > 0) {
			const first = completion;
			const again = repairPrompt(messages, first.choices[0].text, answer.violations);
			const second = await request(again).catch((thrown: unknown) => keepFirst(thrown, first));
			warnings.push(
				`The first answer did not fit the schema and was repaired: ${firstViolations(answer.violations).join('; ')}`,
			);
			completion = withBothUsages(first, second);
			answer = readAnswer(completion, envelope);
			if (answer.violations.length > 0) throw schemaMismatch(completion, answer.violations);
		}
		const { body, usage } = completion;
		return [{ json: { data: answer.data, model: body.model ?? null, warnings, usage } }];
	},
});

/** Sends with the ways out for gateways that do not take a schema. */
function withFallbacks(send: Send, schema: JsonObject): Send {
	const fallbacks = formatAdaptations(schema);
	return <T>(call: Call<T>) =>
		send({ ...call, adaptations: [...fallbacks, ...(call.adaptations ?? [])] });
}
