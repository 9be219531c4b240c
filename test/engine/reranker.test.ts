import { Document } from '@langchain/core/documents';
import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';
import type { Reranker } from '../../nodes/RerankerAigc2d/reranker';
import { RerankerAigc2d } from '../../nodes/RerankerAigc2d/RerankerAigc2d.node';
import { everythingIn, key, openGateway } from '../support/chat';
import { always, sendJson, type Responder } from '../support/gateway';
import { rankingFor, ranker } from '../support/rerank';
import { supplyAt } from '../support/subNode';

const supply = async (respond: Responder, parameters: IDataObject = {}) =>
	await supplyAt<Reranker>(await openGateway(respond), {
		type: new RerankerAigc2d(),
		connection: NodeConnectionTypes.AiReranker,
		parameters,
	});
const documents = () =>
	['Rome is warm', 'Oslo is cold', 'Cold coffee'].map(
		(pageContent, row) => new Document({ pageContent, metadata: { row }, id: `d${row}` }),
	);
const failed = async (work: Promise<unknown>) =>
	await work.then(
		() => undefined,
		(thrown: Error & { description?: string }) => thrown,
	);

test('documents come back in their order, with the score where vector stores look, and stay as they were', async () => {
	const { response, requests } = await supply(ranker);
	const given = documents();
	const ranked = await response.compressDocuments(given, 'cold Oslo');
	expect(ranked).toEqual([
		new Document({
			pageContent: 'Oslo is cold',
			metadata: { row: 1, relevanceScore: 1 },
			id: 'd1',
		}),
		new Document({
			pageContent: 'Cold coffee',
			metadata: { row: 2, relevanceScore: 0.5 },
			id: 'd2',
		}),
		new Document({
			pageContent: 'Rome is warm',
			metadata: { row: 0, relevanceScore: 0 },
			id: 'd0',
		}),
	]);
	expect(ranked.every((document) => document instanceof Document)).toBe(true);
	expect(given).toEqual(documents());
	expect(requests.map(({ path, body }) => ({ path, body }))).toEqual([
		{
			path: '/v1/rerank',
			body: {
				model: 'test-model',
				query: 'cold Oslo',
				documents: ['Rome is warm', 'Oslo is cold', 'Cold coffee'],
				top_n: 3,
			},
		},
	]);
});

test('Top N and Extra Body go along', async () => {
	const options = { topN: 1, extraBody: '{"return_documents":false}' };
	const { response, requests } = await supply(ranker, { options });
	expect(await response.compressDocuments(documents(), 'cold Oslo')).toHaveLength(1);
	expect(requests[0]?.body).toMatchObject({ top_n: 1, return_documents: false });
});

test('n8n logs query, documents, order and tokens', async () => {
	const { response, log, tasks } = await supply(ranker, { options: { topN: 1 } });
	await response.compressDocuments(documents(), 'cold Oslo');
	expect(log()).toEqual([
		{
			results: [{ index: 1, score: 1, document: 'Oslo is cold' }],
			model: 'test-model-001',
			tokenUsage: { promptTokens: 35, completionTokens: 0, totalTokens: 35 },
			request: expect.objectContaining({ sent: 1, attempts: 1 }),
		},
	]);
	expect(tasks()[0]?.inputOverride?.ai_reranker?.[0]?.[0]?.json).toMatchObject({
		query: 'cold Oslo',
		documents: [{ pageContent: 'Rome is warm' }, {}, {}],
	});
});

test('a search that found nothing is in order, and nothing is sent', async () => {
	const { response, requests } = await supply(ranker);
	expect(await response.compressDocuments([], 'cold')).toEqual([]);
	expect(requests).toEqual([]);
});

test('documents as other stores have them are taken by their text', async () => {
	const { response } = await supply(ranker);
	const ranked = await response.compressDocuments(
		[{ text: 'Rome' }, { pageContent: 'Oslo' }],
		'Oslo',
	);
	expect(ranked).toEqual([
		{ pageContent: 'Oslo', metadata: { relevanceScore: 1 } },
		{ text: 'Rome', metadata: { relevanceScore: 0 } },
	]);
});

test.each<[string, unknown, unknown, string]>([
	[
		'a document without text',
		[{ pageContent: 'a' }, { metadata: {} }],
		'cold',
		'Document 2 of 2 has no text to rank, but is {"metadata":{}}',
	],
	[
		'an empty document',
		[{ pageContent: '' }],
		'cold',
		'Document 1 of 1 has no text to rank, but is {"pageContent":""}',
	],
	['no list', 'a', 'cold', 'Documents must be a list, but is "a"'],
	['no query', [{ pageContent: 'a' }], ' ', 'Query is empty'],
])(
	'%s is a sentence, nothing is sent, and the node shows red',
	async (_what, given, query, message) => {
		const { response, requests, log } = await supply(ranker);
		const error = await failed(response.compressDocuments(given, query));
		expect(error).toMatchObject({ message, description: expect.stringMatching(/.{20}/) });
		expect(requests).toEqual([]);
		expect(log()).toEqual([error]);
	},
);

test('a failure has the words of the gateway, without the key, and the node shows red', async () => {
	const { response, log, record } = await supply(
		always({ error: { message: `No channel for ${key}`, code: 'model_not_found' } }, 404),
	);
	const error = await failed(response.compressDocuments(documents(), 'cold'));
	expect(error?.message).toBe('No channel for [redacted]');
	expect(error?.description).toMatch(/^Pick another model/);
	expect(log()).toEqual([error]);
	expect(everythingIn([error, record()])).not.toContain(key);
});

test('an answer that is no ranking is a sentence', async () => {
	const { response } = await supply((request, answer) => {
		const { results } = rankingFor(request);
		sendJson(answer, { results: results.slice(1) });
	});
	expect(await failed(response.compressDocuments(documents(), 'cold'))).toMatchObject({
		message: 'The gateway ranked 2 of 3 documents',
		description: expect.stringMatching(/set Top N/),
	});
});

test('a rate limit is waited for', async () => {
	const { response, requests } = await supply((request, answer, position) =>
		position === 0
			? sendJson(answer, { error: { message: 'Slow down' } }, 429)
			: sendJson(answer, rankingFor(request)),
	);
	expect(await response.compressDocuments(documents(), 'cold Oslo')).toHaveLength(3);
	expect(requests).toHaveLength(2);
});
