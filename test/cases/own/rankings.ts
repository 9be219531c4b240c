import type { Want } from '../../support/wire/case';
import { bad, json, on, type Row } from './build';

const ask = { parameters: { query: 'Who?', documents: ['Ada', 'Bob', 'Eve'] } };
const scores = [0.25, 0.75, 0.5];
const rows = scores.map((relevance_score, index) => ({ index, relevance_score }));
const usage = { prompt_tokens: 9, total_tokens: 12 };

const inOrder: Want = {
	requests: 1,
	items: [
		{
			output: 'success',
			json: {
				results: [
					{ index: 1, score: 0.75, document: 'Bob' },
					{ index: 2, score: 0.5, document: 'Eve' },
					{ index: 0, score: 0.25, document: 'Ada' },
				],
			},
		},
	],
};
const rankingOf = (title: string, body: unknown, want = inOrder): Row =>
	on('rerank', title, json(body), want, ask);

/** Rankings in every form that is known. */
export const rankings: readonly Row[] = [
	rankingOf('Jina, New API: results with their documents', {
		model: 'm-1',
		results: rows.map((row) => ({ ...row, document: { text: 'x' } })),
		usage,
	}),
	rankingOf('Xinference (codexu/note-gen#477): null wherever something is missing', {
		id: '1',
		results: rows.map((row) => ({ ...row, document: null })),
		meta: { api_version: null, billed_units: null, tokens: null, warnings: null },
	}),
	rankingOf('Cohere: usage in meta', {
		id: '1',
		results: rows,
		meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
	}),
	rankingOf('Voyage: data', { object: 'list', data: rows, model: 'm-1', usage }),
	rankingOf(
		'TEI: a bare list with score',
		rows.map(({ index, relevance_score: score }) => ({ index, score })),
	),
	rankingOf('DashScope: in output', { output: { results: rows }, usage, request_id: 'r-1' }),
	rankingOf('an envelope around it', { code: 0, message: 'success', data: { results: rows } }),
	rankingOf('the index 0 is left out', {
		results: rows.map(({ index, ...row }) => (index === 0 ? row : { index, ...row })),
	}),
	rankingOf('numbers are texts', {
		results: rows.map(({ index, relevance_score }) => ({
			index: String(index),
			relevance_score: String(relevance_score),
		})),
	}),
	rankingOf(
		'one document is missing',
		{ results: rows.slice(1), usage },
		bad('malformed', 'The gateway ranked 2 of 3 documents'),
	),
	rankingOf(
		'numbers begin with 1',
		{ results: rows.map((row) => ({ ...row, index: row.index + 1 })), usage },
		bad('malformed', 'The gateway ranked a document number 3, and 3 were sent, counted from 0'),
	),
	rankingOf(
		'a failure under 200',
		{ error: { message: 'query is required', code: 'invalid_request' } },
		bad('badRequest', 'query is required'),
	),
];
