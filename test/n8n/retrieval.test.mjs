import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { aiNode, chatModel, outputs, subNode, wired } from './support/cluster.mjs';
import { loader, startLibrary, vectorStore } from './support/library.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { itemNodes, modelById, trigger } from './support/workflows.mjs';

/*
 * Embeddings and reranker of the package under n8n's own vector store, chain and Agent, in the real n8n.
 */

await ensureEngine();
const gateway = await startGateway();
after(() => gateway.close());
const library = await startLibrary();
const n8n = await packedN8n();
const [libraryId, gatewayId] = await n8n.importCredentials([
	{ name: 'Library', type: 'aigc2dApi', data: { baseUrl: library.url, apiKey: 'sk-library' } },
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: gateway.url, apiKey: gateway.key } },
]);

const batchSize = 50;
const texts = Array.from(
	{ length: 500 },
	(_, number) => `Ticket ${number}: the ${number === 321 ? 'printer is on fire' : 'mail is late'}`,
);
const query = 'Ticket 321 printer on fire';
const burning = texts[321];

const sub = (type, name, model, options = {}) =>
	subNode(libraryId, type, name, { model: modelById(model), options });
const embeddings = (name) => sub('embeddingsAigc2d', name, 'embedder', { batchSize });
const reranker = (name) => sub('rerankerAigc2d', name, 'reranker', { topN: 3 });

const once = { executeOnce: true };
const toInsert = [
	['Loader', 'Insert', 'ai_document'],
	['Embeddings', 'Insert', 'ai_embedding'],
];

/** Fills the store, and then runs root nodes once, one after the other. */
async function runAfterInsert({ items, roots, subs, links }) {
	const before = [trigger(), ...itemNodes(items.map((text) => ({ text })))];
	const row = [...before, vectorStore('Insert', { mode: 'insert' }), ...roots];
	const names = row.map(({ name }) => name);
	const id = await n8n.importWorkflow({
		nodes: [...row, loader, embeddings('Embeddings'), ...subs],
		connections: wired([
			...names.slice(1).map((name, at) => [names[at], name]),
			...toInsert,
			...links,
		]),
		settings: { executionOrder: 'v1' },
	});
	library.reset();
	return await n8n.execute(id);
}

const search = { topK: 20, useReranker: true };
const { run, status } = await runAfterInsert({
	items: texts,
	roots: [
		vectorStore('Load', { mode: 'load', prompt: query, ...search }, once),
		aiNode('Chain', 'chainRetrievalQa', 1.6, { promptType: 'define', text: query }, once),
		aiNode(
			'Agent',
			'agent',
			3.1,
			{ promptType: 'define', text: `call Knowledge {"input": ${JSON.stringify(query)}}` },
			once,
		),
	],
	subs: [
		embeddings('Query Embeddings'),
		reranker('Reranker'),
		chatModel(libraryId, 'echo', 'Echo'),
		aiNode('Retriever', 'retrieverVectorStore', 1, { topK: 20 }),
		vectorStore('Store', { mode: 'retrieve', useReranker: true }),
		chatModel(gatewayId, 'rule-agent'),
		vectorStore('Knowledge', {
			mode: 'retrieve-as-tool',
			toolDescription: 'Looks for tickets',
			...search,
		}),
	],
	links: [
		...['Load', 'Store', 'Knowledge'].flatMap((store) => [
			['Query Embeddings', store, 'ai_embedding'],
			['Reranker', store, 'ai_reranker'],
		]),
		['Echo', 'Chain', 'ai_languageModel'],
		['Retriever', 'Chain', 'ai_retriever'],
		['Store', 'Retriever', 'ai_vectorStore'],
		['Model', 'Agent', 'ai_languageModel'],
		['Knowledge', 'Agent', 'ai_tool'],
	],
});
const { runData, error } = run.data.resultData;
const { admitted, refused } = structuredClone(library.seen);

test('500 texts go into a vector store with one request a batch, at a hidden limit.', () => {
	assert.equal(status, 'success', error?.message);
	const asked = admitted['/v1/embeddings'].map(({ input }) => input);
	console.log(`${asked.length} requests for vectors let through, ${refused} requests refused`);
	// n8n hands over 200 at a time; then three look for one text each.
	assert.deepEqual(
		asked.map(({ length }) => length),
		[...Array(10).fill(50), 1, 1, 1],
	);
	assert.deepEqual(asked.slice(0, 10).flat().sort(), [...texts].sort());
	assert.deepEqual(asked.slice(10), [[query], [query], [query]]);
	for (const { encoding_format } of admitted['/v1/embeddings'])
		assert.equal(encoding_format, 'base64');
	assert.deepEqual(
		runData.Embeddings.map(({ executionStatus, data }) => {
			const { vectors, dimensions, tokenUsage } = data.ai_embedding[0][0].json;
			return [executionStatus, vectors, dimensions, tokenUsage.totalTokens];
		}),
		[200, 200, 100].map((count) => ['success', count, 64, count]),
	);
});

test('The best of what is found come first, with their scores.', () => {
	const found = outputs(run, 'Load').map(({ json }) => json);
	assert.deepEqual([found.length, found[0].document.pageContent, found[0].score], [3, burning, 1]);
	assert.ok(found[1].score < 1);
	assert.equal('relevanceScore' in found[0].document.metadata, false);
	assert.deepEqual(
		admitted['/v1/rerank'].map((sent) => [sent.query, sent.documents.length, sent.top_n]),
		Array(3).fill([query, 20, 3]),
	);
	for (const { data } of runData.Reranker) {
		const [{ json }] = data.ai_reranker[0];
		assert.deepEqual([json.results[0].document, json.tokenUsage.totalTokens], [burning, 20]);
	}
});

test('A Question and Answer Chain answers from what the store and the reranker found.', () => {
	const [{ json }] = outputs(run, 'Chain');
	const said = JSON.stringify(json);
	assert.ok(said.includes(burning), said);
	// Of the twenty that were found, the chain was told the best three.
	assert.equal(said.match(/Ticket \d+: the/g).length, 3);
});

test('An Agent looks into the store with a tool.', () => {
	const [{ json }] = outputs(run, 'Agent').slice(-1);
	assert.match(json.output, /^The tools said: /);
	assert.ok(json.output.includes(burning), json.output);
});

test('A store that hands over an empty query is told so, the sub-node shows red, and nothing is sent.', async () => {
	const failed = await runAfterInsert({
		items: texts.slice(0, 3),
		roots: [vectorStore('Load', { mode: 'load', prompt: '={{ "" }}', topK: 2 }, once)],
		subs: [embeddings('Query Embeddings')],
		links: [['Query Embeddings', 'Load', 'ai_embedding']],
	});
	assert.equal(failed.status, 'error');
	assert.equal(library.seen.admitted['/v1/embeddings'].length, 1);
	const { resultData } = failed.run.data;
	assert.match(resultData.error.message, /^Query is empty/);
	const [task] = resultData.runData['Query Embeddings'];
	assert.equal(task.executionStatus, 'error');
	assert.match(task.error.message, /^Query is empty/);
});
