import type { IDataObject } from 'n8n-workflow';
import { runChat } from '../support/chat';
import { always } from '../support/gateway';
import { runOperation } from '../support/operation';
import { requestViolations } from '../support/responses/violations';
import { messageRows, messagesJsonRows, modelRows } from './requestBody/messageRows';
import {
	answerRows,
	deliveryRows,
	formatRows,
	samplingRows,
	toolRows,
} from './requestBody/optionRows';
import type { Row } from './requestBody/row';

/** They carry tools that only other gateways have, or choose the route. */
const others = ['options.tools', 'options.toolChoice', 'options.api'];

const rows: Row[] = [
	...[...modelRows, ...messageRows, ...messagesJsonRows],
	...[...answerRows, ...samplingRows, ...formatRows, ...toolRows, ...deliveryRows],
].filter(({ field }) => !others.includes(field));

const answered = {
	object: 'response',
	status: 'completed',
	output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: '{}' }] }],
};

test.each(rows)(
	"on /v1/responses, $field as $filled makes a request that OpenAI's document allows",
	async ({ parameters, item = {}, binary }) => {
		const { requests, error } = await runChat(always(answered), {
			parameters: {
				...parameters,
				options: { ...(parameters.options as IDataObject), api: 'responses' },
			},
			items: [{ json: item, ...(binary ? { binary } : {}) }],
		});
		expect(error).toBeUndefined();
		expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(['/v1/responses']));
		for (const { body } of requests) expect(requestViolations(body)).toEqual([]);
	},
);

test.each<[`${string}.${string}`, IDataObject]>([
	['text.summarize', { text: 'It rained all day.' }],
	[
		'text.translate',
		{ text: 'It rained.', targetLanguage: { __rl: true, mode: 'id', value: 'German' } },
	],
	[
		'text.extract',
		{
			text: 'Ada is 36.',
			fields: {
				values: [{ name: 'name', type: 'string', description: 'The name', required: true }],
			},
		},
	],
])(
	"on /v1/responses, %s makes a request that OpenAI's document allows",
	async (name, parameters) => {
		const { requests } = await runOperation(always(answered), name, {
			model: { __rl: true, mode: 'id', value: 'test-model' },
			...parameters,
			options: { api: 'responses' },
		});
		expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(['/v1/responses']));
		for (const { body } of requests) expect(requestViolations(body)).toEqual([]);
	},
);
