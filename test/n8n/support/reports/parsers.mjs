import assert from 'node:assert/strict';
import { inTurn, text } from './answers.mjs';

/** Who reads data from the text of an answer of the chat model. */

const toModel = (own, of) => [own.name('Model'), own.name(of), 'ai_languageModel'];

/** @type {import('./compose.mjs').Report[]} */
export const parsers = [
	{
		kind: 7,
		reported: 'A chain whose parser repairs what is not JSON (Auto-Fix Format)',
		seen: 'the object, from the second answer',
		nodes: (own) => ({
			nodes: [
				own.ai('Chain', 'chainLlm', 1.9, {
					...{ promptType: 'define', text: 'Where?', hasOutputParser: true },
				}),
				own.model(),
				own.ai('Parser', 'outputParserStructured', 1.3, {
					...{ jsonSchemaExample: '{"city": "Oslo"}', autoFix: true },
				}),
			],
			links: [
				toModel(own, 'Chain'),
				toModel(own, 'Parser'),
				[own.name('Parser'), own.name('Chain'), 'ai_outputParser'],
			],
		}),
		answer: inTurn(text('It is Oslo.'), text('{"output": {"city": "Oslo"}}')),
		check({ json, requests }) {
			assert.deepEqual(json.output, { city: 'Oslo' });
			assert.equal(requests.length, 2);
		},
	},
	{
		kind: 7,
		reported: 'Information Extractor',
		seen: 'the object',
		nodes: (own) => ({
			nodes: [
				own.ai('Extractor', 'informationExtractor', 1.2, {
					text: 'I am Ada',
					attributes: { attributes: [{ name: 'name', description: 'Who', required: true }] },
				}),
				own.model(),
			],
			links: [toModel(own, 'Extractor')],
		}),
		answer: text('{"name": "Ada"}'),
		check: ({ json }) => assert.deepEqual(json.output, { name: 'Ada' }),
	},
];
