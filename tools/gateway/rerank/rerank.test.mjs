import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClient } from '../testClient.mjs';

const path = '/v1/rerank';
const client = testClient();
const documents = ['Cats sleep', 'The printer is broken', 'A broken cup', '打印机坏了'];
const rank = (query, more) =>
	client.answer(path, { model: 'rule-reranker', query, documents, ...more });

test('The best document comes first, with its place, its text and its score.', async () => {
	const { model, results, usage } = await rank('printer broken');
	assert.equal(model, 'rule-reranker');
	assert.deepEqual(results, [
		{ index: 1, document: { text: documents[1] }, relevance_score: 1 },
		{ index: 2, document: { text: documents[2] }, relevance_score: 0.5 },
		{ index: 0, document: { text: documents[0] }, relevance_score: 0 },
		{ index: 3, document: { text: documents[3] }, relevance_score: 0 },
	]);
	assert.ok(usage.total_tokens > 10);
	assert.equal((await rank('打印机')).results[0].index, 3);
});

test('As many come as are asked for, and without their texts where these are not wanted.', async () => {
	const { results } = await rank('cup', { top_n: 1, return_documents: false });
	assert.deepEqual(results, [{ index: 2, relevance_score: 1 }]);
	const texts = documents.map((text) => ({ text }));
	assert.equal((await rank('cup', { documents: texts, top_n: 99 })).results.length, 4);
});

test('The query counts with each document.', async () => {
	const one = await rank('printer broken', { documents: documents.slice(0, 1) });
	const twice = [documents[0], documents[0]];
	const two = await rank('printer broken', { documents: twice });
	assert.equal(two.usage.total_tokens, 2 * one.usage.total_tokens);
});

test('What cannot be ranked is refused, naming the place.', async () => {
	const refused = (body, ...expected) =>
		client.refused(path, { model: 'rule-reranker', query: 'x', documents, ...body }, ...expected);
	await refused({ query: ' ' }, 'query');
	await refused({ query: undefined }, 'query');
	await refused({ documents: [] }, 'documents');
	await refused({ documents: 'text' }, 'documents');
	await refused({ documents: ['a', ''] }, 'documents[1]');
	await refused({ documents: [{ title: 'x' }] }, 'documents[0]');
	await refused({ top_n: 0 }, 'top_n');
	await refused({ colour: 'red' }, 'colour');
	assert.match(
		await refused({ model: 'rule-embedder' }, 'model', 404),
		/does not answer on this route: it is there for embeddings/,
	);
});
