import type { Want, WantedItem } from '../../support/wire/case';
import { json, on, usage, type Row } from './build';

const texts = { items: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] };

const inOrder: Want = {
	requests: 1,
	items: [1, 2, 3].map(
		(first): WantedItem => ({ output: 'success', json: { embedding: [first, 0] } }),
	),
};

const vectors = [
	[1, 0],
	[2, 0],
	[3, 0],
];

const row = (first: number, more: object = {}): object => ({
	object: 'embedding',
	embedding: [first, 0],
	...more,
});

const vectorsOf = (title: string, body: unknown, want = inOrder): Row =>
	on('embeddings', title, json(body), want, texts);
const data = (...rows: object[]): object => ({ object: 'list', model: 'm-1', data: rows, usage });

/** Vectors in their order and in every place that is known. */
export const embeddings: readonly Row[] = [
	vectorsOf('the index 0 is left out', data(row(1), row(2, { index: 1 }), row(3, { index: 2 }))),
	vectorsOf('no index at all', data(row(1), row(2), row(3))),
	vectorsOf(
		'the index 0 is left out, in another order',
		data(row(3, { index: 2 }), row(1), row(2, { index: 1 })),
	),
	vectorsOf('every index is 0', data(...[1, 2, 3].map((one) => row(one, { index: 0 })))),
	vectorsOf('every index is null', data(...[1, 2, 3].map((one) => row(one, { index: null })))),
	vectorsOf(
		'the index is a text',
		data(row(2, { index: '1' }), row(3, { index: '2' }), row(1, { index: '0' })),
	),
	vectorsOf(
		'the index 0 is null, the others are numbers',
		data(row(2, { index: 1 }), row(1, { index: null }), row(3, { index: 2 })),
	),
	vectorsOf('Ollama: embeddings as a list of lists', { model: 'm-1', embeddings: vectors }),
	vectorsOf('TEI: a bare list of lists', vectors),
	vectorsOf('a bare list of objects', [row(1), row(2), row(3)]),
	vectorsOf('MiniMax: vectors', { vectors, total_tokens: 3, base_resp: { status_code: 0 } }),
	vectorsOf('Gemini: embeddings with values', {
		embeddings: vectors.map((values) => ({ values })),
	}),
	vectorsOf(
		'llama.cpp: a vector in a list of its own',
		data(...[1, 2, 3].map((one, index) => ({ index, embedding: [[one, 0]] }))),
	),
	vectorsOf('DashScope: in output, with text_index', {
		output: {
			embeddings: [
				{ text_index: 1, embedding: [2, 0] },
				{ text_index: 0, embedding: [1, 0] },
				{ text_index: 2, embedding: [3, 0] },
			],
		},
		usage: { total_tokens: 3 },
	}),
	vectorsOf('Cohere: embeddings by their type', { id: '1', embeddings: { float: vectors } }),
	vectorsOf('data is a list of lists', { object: 'list', data: vectors, usage }),
	on(
		'embeddings',
		'one text: embedding at the top',
		json({ embedding: [1, 0] }),
		{ requests: 1, output: 'success', json: { embedding: [1, 0] } },
		{ items: [{ text: 'a' }] },
	),
];
