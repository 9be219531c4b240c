import type { IDataObject } from 'n8n-workflow';
import { key } from '../../support/chat';
import { always, sendJson, type Received, type Responder } from '../../support/gateway';
import { runOperation } from '../../support/operation';
import { rankingFor, ranker } from '../../support/rerank';

const byId = { __rl: true, mode: 'id', value: 'test-reranker' };
const places = ['Rome is warm', 'Oslo is cold', 'Cold coffee'];
const query = 'cold Oslo';
const run = (
	respond: Responder,
	parameters: IDataObject = {},
	items: IDataObject[] = [{ query, documents: places }],
) =>
	runOperation(
		respond,
		'rerank.rank',
		{
			model: byId,
			query: '={{ $json.query }}',
			documents: '={{ $json.documents }}',
			...parameters,
		},
		{ items, onError: 'continueRegularOutput' },
	);
const ranked = [
	{ index: 1, score: 1, document: 'Oslo is cold' },
	{ index: 2, score: 0.5, document: 'Cold coffee' },
	{ index: 0, score: 0, document: 'Rome is warm' },
];

test('a query with its documents is one request, and its answer the documents, the best first', async () => {
	const { items, requests } = await run(ranker);
	const [{ method, path, headers, body }] = requests as [Received];
	expect({ method, path, body }).toEqual({
		method: 'POST',
		path: '/v1/rerank',
		body: { model: 'test-reranker', query, documents: places, top_n: 3 },
	});
	expect(headers).toMatchObject({ authorization: `Bearer ${key}` });
	expect(items[0]?.json).toEqual({
		results: ranked,
		model: 'test-reranker-001',
		usage: { prompt_tokens: 35, total_tokens: 35 },
		request: {
			sent: 1,
			attempts: 1,
			refused: 0,
			duration_ms: expect.any(Number),
			host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
		},
	});
});

test('every option that is added goes along', async () => {
	const options = { topN: 2, path: '/v2/rank', extraBody: '{"return_documents":false}' };
	const { items, requests } = await run(ranker, { options });
	expect(requests[0]?.path).toBe('/v2/rank');
	expect(requests[0]?.body).toEqual({
		model: 'test-reranker',
		query,
		documents: places,
		top_n: 2,
		return_documents: false,
	});
	expect(items[0]?.json.results).toEqual(ranked.slice(0, 2));
});

test('a Top N beyond the number of documents gives all of them', async () => {
	const { items, requests } = await run(ranker, { options: { topN: 99 } });
	expect(requests[0]?.body.top_n).toBe(3);
	expect(items[0]?.json.results).toHaveLength(3);
});

test('each item is a query of its own, from lines, lists and objects, with its input beside', async () => {
	const items = [
		{ row: 1, query, documents: places.join('\n\n') },
		{ row: 2, query, documents: places.map((pageContent) => ({ pageContent, metadata: {} })) },
		{ row: 3, query, documents: JSON.stringify(places) },
	];
	const { items: outputs, requests } = await run(
		ranker,
		{ options: { includeInput: 'beside' } },
		items,
	);
	expect(requests.map(({ body }) => body.documents)).toEqual([places, places, places]);
	expect(outputs.map(({ json, pairedItem }) => [json.row, json.results, pairedItem])).toEqual(
		[0, 1, 2].map((item) => [item + 1, ranked, { item }]),
	);
});

test('what a gateway sends of the documents does not change them', async () => {
	const { items } = await run((request, response) => {
		const { results } = rankingFor(request);
		const shortened = results.map((one) => ({ ...one, document: 'x' }));
		sendJson(response, { results: shortened });
	});
	expect(items[0]?.json.results).toEqual(ranked);
});

test.each<[string, IDataObject, string, RegExp]>([
	[
		'no documents',
		{ documents: [] },
		'Documents hold nothing to rank',
		/at least one text.*Filter node/,
	],
	[
		'an expression that gives nothing',
		{ documents: '' },
		'Documents is empty: its expression gives nothing for this item',
		/one document per line/,
	],
	[
		'objects without a text',
		{ documents: ['a', { title: 'b' }] },
		'Documents, entry 2, must have a text, but is {"title":"b"}',
		/"text" or "pageContent"/,
	],
	['an empty document', { documents: ['a', ' '] }, 'Documents, entry 2, is empty', /"pageContent"/],
	[
		'no query',
		{ query: '' },
		'Query is empty: its expression gives nothing for this item',
		/Enter a text/,
	],
	[
		'a query that is an object',
		{ query: { text: 'a' } },
		'Query must be text, but is {"text":"a"}',
		/property/,
	],
	[
		'a Top N that is none',
		{ topN: 0 },
		'Top N must be a whole number of 1 or more, but is 0',
		/Enter a whole number/,
	],
])(
	'%s: its item fails with a sentence, nothing is sent for it, and others go on',
	async (_what, bad, message, remedy) => {
		const good = { query, documents: places, topN: 3 };
		const { items, requests } = await run(ranker, { options: { topN: '={{ $json.topN }}' } }, [
			good,
			{ ...good, ...bad },
			good,
		]);
		expect(requests).toHaveLength(2);
		expect(items.map(({ json }) => json.results)).toEqual([ranked, undefined, ranked]);
		expect(items[1]?.json).toMatchObject({
			message: `${message} [Item 1]`,
			error: { kind: 'input', attempts: 0, description: expect.stringMatching(remedy) },
		});
	},
);

test.each(['query', 'documents', 'top_n', 'stream'])('Extra Body cannot set "%s"', async (name) => {
	const { items, requests } = await run(ranker, { options: { extraBody: { [name]: 'x' } } });
	expect(items[0]?.json.message).toBe(`Extra Body (JSON) cannot set "${name}" [Item 0]`);
	expect(requests).toEqual([]);
});

test('an answer that is no ranking fails its item, with what was paid', async () => {
	const { items } = await run(
		always({ results: [{ index: 7, score: 1 }], usage: { total_tokens: 5 } }),
	);
	expect(items[0]?.json).toMatchObject({
		message: 'The gateway ranked a document number 7, and 3 were sent, counted from 0 [Item 0]',
		error: { kind: 'malformed', retryable: false, usage: { total_tokens: 5 } },
	});
});

test('a gateway without the route is told of, with the way out', async () => {
	const { items } = await run(always({ error: { message: 'Invalid URL (POST /v1/rerank)' } }, 404));
	expect(items[0]?.json.error).toMatchObject({
		kind: 'notFound',
		description:
			'This gateway has no route /v1/rerank. Check the Base URL in the credential; if the gateway has another route for this, enter it in the option Path.',
	});
});

test('documents that are too long are to be shortened', async () => {
	const words = "This model's maximum context length is 512 tokens";
	const { items } = await run(always({ error: { message: words } }, 400));
	expect(items[0]?.json.error).toMatchObject({
		description: 'Shorten the documents: the model takes no more.',
	});
});

test('with Deduplicate, the same question is bought once', async () => {
	const same = { query, documents: places };
	const { items, requests } = await run(ranker, { throughput: { deduplicate: true } }, [same, same]);
	expect(requests).toHaveLength(1);
	expect(items.map(({ json }) => json.results)).toEqual([ranked, ranked]);
});
