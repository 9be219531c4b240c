import assert from 'node:assert/strict';
import { call, text } from './answers.mjs';

/** Who asks the chat model for an answer in the form of a schema: `withStructuredOutput`. */

const scored = { extended_reasoning: 'It fits.', reasoning_summary: 'Fits.', score: 4 };
const toModel = (own, of) => [own.name('Model'), own.name(of), 'ai_languageModel'];

/** n8n's Evaluation with a metric that a model scores. */
const evaluation = (metric, parameters) => (own) => ({
	nodes: [
		own.builtIn('Evaluation', 'n8n-nodes-base.evaluation', 4.8, {
			...{ operation: 'setMetrics', metric, ...parameters },
			...{ prompt: 'Score from 1 to 5.', options: {} },
		}),
		own.model(),
	],
	links: [toModel(own, 'Evaluation')],
});
const correctness = evaluation('correctness', { expectedAnswer: 'Oslo', actualAnswer: 'Oslo!' });

/** LangChain Code of n8n, as users write it. */
const code = (schema, config) => (own) => ({
	nodes: [
		own.ai('Code', 'code', 1, {
			code: {
				execute: {
					code: `let model = await this.getInputConnectionData('ai_languageModel', 0);
if (Array.isArray(model)) model = model[0];
const rated = await model.withStructuredOutput(${schema}, ${config}).invoke('Rate this.');
return [{ json: { rated: rated.parsed ?? rated, hasRaw: 'raw' in rated } }];`,
				},
			},
			inputs: {
				input: [
					{ type: 'main', maxConnections: 1, required: true },
					{ type: 'ai_languageModel', maxConnections: 1, required: true },
				],
			},
			outputs: { output: [{ type: 'main' }] },
		}),
		own.model(),
	],
	links: [toModel(own, 'Code')],
});
const schema =
	"{ name: 'rate', type: 'object', properties: { score: { type: 'number' } }, required: ['score'] }";

/** @type {import('./compose.mjs').Report[]} */
export const structured = [
	{
		kind: 7,
		reported: 'Evaluation, Correctness: "Input is not an AIMessageChunk"',
		seen: 'the score',
		nodes: correctness,
		answer: call('extract', scored),
		check({ json, requests }) {
			assert.equal(json.Correctness, 4);
			assert.equal(requests[0].body.tool_choice, 'required');
		},
	},
	{
		kind: 7,
		reported: 'Evaluation, Helpfulness: the same',
		seen: 'the score',
		nodes: evaluation('helpfulness', { userQuery: 'Where?', actualAnswer: 'Oslo' }),
		answer: call('extract', scored),
		check: ({ json }) => assert.equal(json.Helpfulness, 4),
	},
	{
		kind: 7,
		reported: 'Evaluation, with a model that answers in text in place of a call',
		seen: 'the score',
		nodes: correctness,
		answer: text(`Here it is:\n\`\`\`json\n${JSON.stringify(scored)}\n\`\`\``),
		check: ({ json }) => assert.equal(json.Correctness, 4),
	},
	{
		kind: 7,
		reported: 'Evaluation, with a model that cannot do it',
		seen: 'an error that says so',
		nodes: correctness,
		answer: text('Four stars.'),
		check: ({ json, tasksOf }) =>
			assert.match(
				JSON.stringify([json, tasksOf('Evaluation')]),
				/no answer in the form that was asked for/,
			),
	},
	{
		kind: 7,
		reported: 'LangChain Code: `withStructuredOutput` with a JSON Schema',
		seen: 'the object',
		nodes: code(schema, '{}'),
		answer: call('rate', { score: 4 }),
		check: ({ json }) => assert.deepEqual(json, { rated: { score: 4 }, hasRaw: false }),
	},
	{
		kind: 7,
		reported: 'LangChain Code: with `includeRaw` and `method: "jsonSchema"`',
		seen: 'the object, and the message beside it',
		nodes: code(schema, "{ includeRaw: true, method: 'jsonSchema' }"),
		answer: call('rate', { score: 4 }),
		check: ({ json }) => assert.deepEqual(json, { rated: { score: 4 }, hasRaw: true }),
	},
];
