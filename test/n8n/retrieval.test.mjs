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

/** Fills the store, and then runs a root node once. */
async function runAfterInsert({ items = texts, root, subs, links, settings = {} }) {
	const before = [trigger(), ...itemNodes(items.map((text) => ({ text })))];
	const insert = vectorStore('Insert', { mode: 'insert', clearStore: true }, settings);
	const row = [...before, insert, ...(root ? [root] : [])].map(({ name }) => name);
	const id = await n8n.importWorkflow({
		nodes: [...before, insert, loader, embeddings('Embeddings'), ...(root ? [root] : []), ...subs],
		connections: wired([
			...row.slice(1).map((name, at) => [row[at], name]),
			['Loader', 'Insert', 'ai_document'],
			['Embeddings', 'Insert', 'ai_embedding'],
			...links,
		]),
		settings: { executionOrder: 'v1' },
	});
	library.reset();
	return await n8n.execute(id);
}

const once = { executeOnce: true };

test('500 texts go into a vector store with one request a batch, at a hidden limit, and the best are found.', async () => {
	const { run, status } = await runAfterInsert({
		root: vectorStore('Load', { mode: 'load', prompt: query, topK: 20, useReranker: true }, once),
		subs: [embeddings('Query Embeddings'), reranker('Reranker')],
		links: [
			['Query Embeddings', 'Load', 'ai_embedding'],
			['Reranker', 'Load', 'ai_reranker'],
		],
	});
	assert.equal(status, 'success', run.data.resultData.error?.message);
	const { admitted, refused } = library.seen;
	const asked = admitted['/v1/embeddings'].map(({ input }) => input);
	console.log(`${asked.length} requests for vectors let through, ${refused} requests refused`);
	// n8n hands over 200 at a time.
	assert.deepEqual(
		asked.map(({ length }) => length),
		[50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 1],
	);
	assert.deepEqual(asked.slice(0, 10).flat().sort(), [...texts].sort());
	assert.deepEqual(asked.at(-1), [query]);
	assert.ok(
		admitted['/v1/embeddings'].every(({ encoding_format }) => encoding_format === 'base64'),
	);
	const [ranking, ...others] = admitted['/v1/rerank'];
	assert.deepEqual(others, []);
	assert.deepEqual([ranking.query, ranking.documents.length, ranking.top_n], [query, 20, 3]);

	const found = outputs(run, 'Load').map(({ json }) => json);
	assert.equal(found.length, 3);
	assert.equal(found[0].document.pageContent, burning);
	assert.equal(found[0].score, 1);
	assert.ok(found[1].score < 1);
	assert.equal('relevanceScore' in found[0].document.metadata, false);

	const { runData } = run.data.resultData;
	const logged = runData.Embeddings.map(({ data }) => data.ai_embedding[0][0].json);
	assert.deepEqual(
		logged.map(({ vectors, dimensions, tokenUsage }) => [
			vectors,
			dimensions,
			tokenUsage.totalTokens,
		]),
		[
			[200, 64, 200],
			[200, 64, 200],
			[100, 64, 100],
		],
	);
	for (const { executionStatus } of runData.Embeddings) assert.equal(executionStatus, 'success');
	assert.equal(runData.Reranker[0].data.ai_reranker[0][0].json.results[0].document, burning);
});

test('A Question and Answer Chain answers from what the store and the reranker found.', async () => {
	const store = vectorStore('Store', { mode: 'retrieve', useReranker: true });
	const { run, status } = await runAfterInsert({
		items: texts.slice(300, 340),
		root: aiNode('Chain', 'chainRetrievalQa', 1.6, { promptType: 'define', text: query }, once),
		subs: [
			chatModel(libraryId, 'echo'),
			aiNode('Retriever', 'retrieverVectorStore', 1, { topK: 10 }),
			store,
			embeddings('Query Embeddings'),
			reranker('Reranker'),
		],
		links: [
			['Model', 'Chain', 'ai_languageModel'],
			['Retriever', 'Chain', 'ai_retriever'],
			['Store', 'Retriever', 'ai_vectorStore'],
			['Query Embeddings', 'Store', 'ai_embedding'],
			['Reranker', 'Store', 'ai_reranker'],
		],
	});
	assert.equal(status, 'success', run.data.resultData.error?.message);
	const [{ json }] = outputs(run, 'Chain');
	const said = JSON.stringify(json);
	assert.ok(said.includes(burning), said);
	// Of the ten that were found, the chain was told the best three.
	assert.equal(said.match(/Ticket \d+: the/g).length, 3);
});

test('An Agent looks into the store with a tool.', async () => {
	const call = `call Knowledge {"input": ${JSON.stringify(query)}}`;
	const { run, status } = await runAfterInsert({
		items: texts.slice(300, 340),
		root: aiNode('Agent', 'agent', 3.1, { promptType: 'define', text: call }, once),
		subs: [
			chatModel(gatewayId, 'rule-agent'),
			vectorStore('Knowledge', {
				mode: 'retrieve-as-tool',
				toolDescription: 'Looks for tickets',
				topK: 10,
				useReranker: true,
			}),
			embeddings('Query Embeddings'),
			reranker('Reranker'),
		],
		links: [
			['Model', 'Agent', 'ai_languageModel'],
			['Knowledge', 'Agent', 'ai_tool'],
			['Query Embeddings', 'Knowledge', 'ai_embedding'],
			['Reranker', 'Knowledge', 'ai_reranker'],
		],
	});
	assert.equal(status, 'success', run.data.resultData.error?.message);
	const [{ json }] = outputs(run, 'Agent').slice(-1);
	assert.match(json.output, /^The tools said: /);
	assert.ok(json.output.includes(burning), json.output);
});

test('A store that hands over an empty text is told which, the sub-node shows red, and nothing is sent.', async () => {
	const store = vectorStore('Load', { mode: 'load', prompt: '={{ "" }}', topK: 2 }, once);
	const { run, status } = await runAfterInsert({
		items: texts.slice(0, 3),
		root: store,
		subs: [embeddings('Query Embeddings')],
		links: [['Query Embeddings', 'Load', 'ai_embedding']],
	});
	assert.equal(status, 'error');
	assert.equal(library.seen.admitted['/v1/embeddings'].length, 1);
	const { resultData } = run.data;
	assert.match(resultData.error.message, /^Query is empty/);
	const [task] = resultData.runData['Query Embeddings'];
	assert.equal(task.executionStatus, 'error');
	assert.match(task.error.message, /^Query is empty/);
});
