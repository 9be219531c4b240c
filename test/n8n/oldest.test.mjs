import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { isPng } from '../../tools/gateway/images/png.mjs';
import { binaryFile } from './support/binaryFile.mjs';
import { aiNode, chatModel, outputs as outputsOf, subNode, wired } from './support/cluster.mjs';
import { loader, vectorStore } from './support/library.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import {
	branchesWorkflow,
	itemNodes,
	modelById,
	trigger,
	userMessage,
} from './support/workflows.mjs';

/*
 * The last n8n 1.x, on Node.js 20. It does not have the SDK of the chat model: the package has to load all the
 * same, and the node to work.
 */

await ensureEngine();
const gateway = await startGateway();
after(() => gateway.close());
const n8n = await packedN8n({ version: '1.123.81' });
const [credentialId] = await n8n.importCredentials([
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: gateway.url, apiKey: gateway.key } },
]);

test('The package loads, with node, tool and sub-nodes.', async () => {
	const names = (await n8n.exportNodes()).map(({ name }) => name);
	for (const name of ['aigc2d', 'aigc2dTool', 'lmChatAigc2d', 'embeddingsAigc2d', 'rerankerAigc2d'])
		assert.ok(names.includes(`n8n-nodes-aigc2d.${name}`), name);
});

test('The node answers, streams inside, makes pictures from a queue, and fails in items.', async () => {
	const items = [{ text: 'ping' }, { text: 'pong' }];
	const chat = (model) => ({
		resource: 'chat',
		operation: 'complete',
		model: modelById(model),
		messages: userMessage('={{ "say " + $json.text }}'),
	});
	const workflow = branchesWorkflow({
		credentialId,
		items,
		branches: [
			{ name: 'Chat', parameters: chat('rule-agent') },
			{ name: 'Failing', parameters: chat('gpt-99') },
			{
				name: 'Picture',
				parameters: {
					resource: 'stableDiffusion',
					operation: 'textToImage',
					prompt: '={{ $json.text }}',
					width: 64,
					height: 64,
				},
			},
		],
	});
	const { status, run } = await n8n.execute(await n8n.importWorkflow(workflow));
	assert.equal(status, 'success');
	const outputs = (name) => run.data.resultData.runData[name][0].data.main[0];
	assert.deepEqual(
		outputs('Chat').map(({ json, pairedItem }) => [json.text, pairedItem]),
		[
			['ping', { item: 0 }],
			['pong', { item: 1 }],
		],
	);
	for (const { json } of outputs('Chat')) assert.ok(json.usage.total_tokens > 0);
	for (const { json } of outputs('Failing')) {
		assert.deepEqual(Object.keys(json).sort(), ['error', 'message']);
		assert.equal(json.error.kind, 'notFound');
	}
	for (const { binary } of outputs('Picture'))
		assert.ok(isPng(await binaryFile(n8n, binary.image)));
});

test('The chat model says that this n8n is too old for it.', async () => {
	const before = [trigger(), ...itemNodes([{ ask: 'Hello' }])];
	const root = aiNode('Chain', 'chainLlm', 1.7, { promptType: 'define', text: 'Hello' });
	const row = [...before, root].map(({ name }) => name);
	const id = await n8n.importWorkflow({
		nodes: [...before, root, chatModel(credentialId)],
		connections: wired([
			...row.slice(1).map((name, at) => [row[at], name]),
			['Model', 'Chain', 'ai_languageModel'],
		]),
	});
	const { status, run } = await n8n.execute(id);
	assert.equal(status, 'error');
	const { message, description } = run.data.resultData.error;
	assert.match(`${message} ${description}`, /needs 2\.16 or newer/);
});

test('A connected tool says that this n8n is too old for it, and nothing is sent.', async () => {
	const workflow = branchesWorkflow({
		credentialId,
		items: [{ text: 'ping' }],
		branches: [
			{
				name: 'Chat',
				parameters: {
					resource: 'chat',
					operation: 'complete',
					model: modelById('rule-agent'),
					messages: userMessage('Hello'),
				},
			},
		],
	});
	workflow.nodes.push(aiNode('Calculator', 'toolCalculator', 1));
	Object.assign(workflow.connections, wired([['Calculator', 'Chat', 'ai_tool']]));
	const before = gateway.requests;
	const { run } = await n8n.execute(await n8n.importWorkflow(workflow));
	const [{ json }] = outputsOf(run, 'Chat');
	assert.match(json.message, /too old for connected tools: it needs 2\.16 or newer/);
	assert.equal(gateway.requests, before);
});

test('Embeddings and reranker need no SDK: a vector store is filled and asked.', async () => {
	const texts = ['the mail is late', 'the printer is on fire', 'the printer is empty'];
	const before = [trigger(), ...itemNodes(texts.map((text) => ({ text })))];
	const insert = vectorStore('Insert', { mode: 'insert' });
	const load = vectorStore(
		'Load',
		{ mode: 'load', prompt: 'printer on fire', topK: 3, useReranker: true },
		{ executeOnce: true },
	);
	const sub = (type, name, model) =>
		subNode(credentialId, type, name, { model: modelById(model), options: {} });
	const row = [...before, insert, load].map(({ name }) => name);
	const id = await n8n.importWorkflow({
		nodes: [
			...before,
			...[insert, loader, load],
			sub('embeddingsAigc2d', 'Embeddings', 'rule-embedder'),
			sub('embeddingsAigc2d', 'Query Embeddings', 'rule-embedder'),
			sub('rerankerAigc2d', 'Reranker', 'rule-reranker'),
		],
		connections: wired([
			...row.slice(1).map((name, at) => [row[at], name]),
			['Loader', 'Insert', 'ai_document'],
			['Embeddings', 'Insert', 'ai_embedding'],
			['Query Embeddings', 'Load', 'ai_embedding'],
			['Reranker', 'Load', 'ai_reranker'],
		]),
		settings: { executionOrder: 'v1' },
	});
	const { status, run } = await n8n.execute(id);
	assert.equal(status, 'success', run.data.resultData.error?.message);
	assert.deepEqual(
		outputsOf(run, 'Load').map(({ json }) => json.document.pageContent),
		['the printer is on fire', 'the printer is empty', 'the mail is late'],
	);
});
