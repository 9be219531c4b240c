import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { http } from '../../tools/http.mjs';
import { requireTypeScript } from '../support/requireTypeScript.mjs';
import { aiNode, chatModel, wired } from './support/cluster.mjs';
import { askFor, startEchoing } from './support/echoing.mjs';
import { filesOf } from './support/filesOf.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { modelById, userMessage } from './support/workflows.mjs';

/*
 * A gateway that says the secrets of the credential wherever it can, in every disguise. Whatever n8n shows, logs or
 * keeps of it is searched for them, byte by byte, with its log at level debug.
 */

const require = requireTypeScript(import.meta.url);
const { canaries, credentialOf } = require('../support/leaks/canary.ts');
const { quotesOf } = require('../support/leaks/quotes.ts');
const { Searcher } = require('../support/leaks/hits.ts');
const { textsIn } = require('../support/leaks/textsIn.ts');

const [canary] = canaries;
const said = quotesOf(canary).map(({ text }) => text);
const gateway = await startEchoing(said);
const n8n = await packedN8n({
	env: {
		N8N_LOG_LEVEL: 'debug',
		N8N_LOG_OUTPUT: 'console,file',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		EXECUTIONS_DATA_SAVE_ON_PROGRESS: 'true',
	},
});
const names = ['good', 'bad'];
const dataOf = (way) => ({ baseUrl: `${gateway.url}/${way}`, ...credentialOf(canary) });
const credentialIds = Object.fromEntries(
	(
		await n8n.importCredentials(
			names.map((name) => ({ name, type: 'aigc2dApi', data: dataOf(name) })),
		)
	).map((id, at) => [names[at], id]),
);

const ask = '={{ $json.ask }}';
const options = { simplify: false };
const byTask = { taskId: '={{ $json.number }}', waitForCompletion: false };
/** What the node is run with: most operations, and the ways in which they show things. */
const operations = {
	'chat.complete': { messages: userMessage(ask), ...options },
	'text.summarize': { text: ask },
	'text.translate': { text: ask, targetLanguage: modelById('German') },
	'claude.message': { messages: userMessage(ask), ...options },
	'image.generate': { prompt: ask },
	'midjourney.getTask': byTask,
	'embedding.create': { text: ask, options: { batchSize: 1 } },
	'audio.speech': { text: ask, voice: 'alloy' },
	'model.getMany': { returnAll: true },
	'account.getBalance': {},
	'request.send': { method: 'GET', path: '=/v1/files/{{ $json.number }}' },
};

const webhook = (path) => ({
	id: 'webhook',
	name: 'Start',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	position: [0, 0],
	webhookId: path,
	parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'allEntries' },
});
const split = {
	id: 'items',
	name: 'Items',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	position: [200, 0],
	parameters: { fieldToSplitOut: 'body.items', options: {} },
};
const node = (operation, way, settings) => ({
	id: operation,
	name: operation,
	type: 'n8n-nodes-aigc2d.aigc2d',
	typeVersion: 1,
	position: [400, 0],
	parameters: {
		resource: operation.split('.')[0],
		operation: operation.split('.')[1],
		// A lane for each item, so that none waits because others failed.
		model: modelById('=model-{{ $json.number }}'),
		throughput: { maxAttempts: 1 },
		...operations[operation],
	},
	credentials: { aigc2dApi: { id: credentialIds[way], name: way } },
	...settings,
});
const agent = (way, stream) => [
	aiNode(
		'Agent',
		'agent',
		3.1,
		{ promptType: 'define', text: ask },
		onError('continueRegularOutput'),
	),
	chatModel(credentialIds[way], '=model-{{ $json.number }}', 'Model', {
		options: { stream },
		throughput: { maxAttempts: 1 },
	}),
	aiNode('Calculator', 'toolCalculator', 1),
];
const onError = (value) => ({ onError: value });
/** Runs that end at the first failure: each tells of one item. */
const stopping = ['chat.complete', 'image.generate', 'request.send'];

/** All workflows; the name is also the path of the webhook. */
const workflows = names.flatMap((way) => [
	workflowOf(
		`operations-${way}`,
		Object.keys(operations).map((operation) =>
			node(operation, way, onError('continueErrorOutput')),
		),
		Object.keys(operations).map((operation) => ['Items', operation]),
	),
	...stopping.map((operation) =>
		workflowOf(`stop-${operation}-${way}`, [node(operation, way)], [['Items', operation]]),
	),
	...[true, false].map((stream) =>
		workflowOf(`agent-${way}-${stream}`, agent(way, stream), [
			['Items', 'Agent'],
			['Model', 'Agent', 'ai_languageModel'],
			['Calculator', 'Agent', 'ai_tool'],
		]),
	),
]);

function workflowOf(name, nodes, links) {
	return {
		name,
		nodes: [webhook(name), split, ...nodes],
		connections: wired([['Start', 'Items'], ...links]),
	};
}

const searcher = new Searcher(canary);
/** What n8n answered to us, as a browser would get it. */
const answers = [];
const items = said.map((_words, number) => ({ ask: askFor(number), number }));

await n8n.start();
await n8n.owner();

test('The workflows run to their ends, with success, with failures that go on, and with those that stop.', async () => {
	const statuses = {};
	for (const workflow of workflows) {
		const id = await store(workflow);
		const isStopping = workflow.name.startsWith('stop');
		const lists = isStopping ? items.slice(0, 6).map((item) => [item]) : [items];
		for (const list of lists) await post(workflow.name, list);
		const { results } = await executionsOf(id);
		for (const { id: execution, status } of results) {
			answers.push(await n8n.rest.request('GET', `/rest/executions/${execution}`));
			statuses[status] = (statuses[status] ?? 0) + 1;
		}
	}
	console.log(`Executions: ${JSON.stringify(statuses)}, requests: ${gateway.requests.length}`);
	assert.ok(statuses.success > 20 && statuses.error > 10, JSON.stringify(statuses));
	const [{ headers }] = gateway.requests;
	assert.equal(headers.authorization, `Bearer ${canary.key}`);
	assert.equal(headers['x-proxy-token'], canary.headers['X-Proxy-Token']);
});

test('What the editor shows of models and credentials is among what is searched.', async () => {
	for (const way of names) {
		const path = '/rest/dynamic-node-parameters/resource-locator-results';
		const body = {
			path: 'parameters.model',
			methodName: 'searchModels',
			nodeTypeAndVersion: { name: 'n8n-nodes-aigc2d.aigc2d', version: 1 },
			currentNodeParameters: { resource: 'chat', operation: 'complete' },
			credentials: { aigc2dApi: { id: credentialIds[way], name: way } },
		};
		answers.push(await n8n.rest.request('POST', path, body).catch((thrown) => thrown));
		answers.push(await n8n.testCredential({ type: 'aigc2dApi', data: dataOf(way) }));
	}
	assert.ok(textsIn(answers).some((text) => text.includes('[redacted]')));
});

test('Nothing that n8n answered, logged or kept has a secret in it.', async () => {
	// The event log is written a little later.
	await pause(3_000);
	const files = await filesOf(n8n.folder);
	const hits = files.flatMap(({ name, text }) => hitsIn(name, [text]));
	hits.push(...hitsIn('answers', textsIn(answers)));
	console.log(
		`Searched ${searcher.searched} bytes: ${files.length} files, ${answers.length} answers; hits ${hits.length}`,
	);
	const list = files.map(({ name }) => name);
	for (const needed of [/database\.sqlite$/, /n8nEventLog.*\.log$/, /n8n\.log$/, /^output.*\.log$/])
		assert.ok(
			list.some((name) => needed.test(name)),
			`There is no ${needed}`,
		);
	assert.deepEqual(hits, []);
});

test('The search finds what is there: a key in an item is in the database and in what the editor gets.', async () => {
	// The search has kept the process busy: connections that n8n has closed meanwhile must be seen to be so.
	await pause(200);
	const id = await store({
		name: 'plain',
		nodes: [webhook('plain'), split],
		connections: wired([['Start', 'Items']]),
	});
	await post('plain', [{ says: canary.key }]);
	const [{ id: execution }] = (await executionsOf(id)).results;
	const answer = await n8n.rest.request('GET', `/rest/executions/${execution}`);
	assert.notDeepEqual(hitsIn('answer', textsIn(answer)), []);
	const files = await filesOf(n8n.folder);
	const found = files.filter(({ name, text }) => hitsIn(name, [text]).length > 0);
	assert.match(found.map(({ name }) => name).join(' '), /database\.sqlite/);
});

function hitsIn(where, texts) {
	return searcher.hitsIn(texts).map((hit) => `${where}: ${hit}`);
}

async function store(workflow) {
	const settings = { executionOrder: 'v1', saveManualExecutions: true };
	const { id } = await n8n.rest.request('POST', '/rest/workflows', { ...workflow, settings });
	const { versionId } = await n8n.rest.request('GET', `/rest/workflows/${id}`);
	await n8n.rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	return id;
}

/** Runs a workflow; n8n takes a moment to listen at its address. */
async function post(path, list, tries = 50) {
	const { status, data } = await http.post(`${n8n.rest.url}/webhook/${path}`, { items: list });
	if (status !== 404 || tries === 0) return answers.push(data);
	await pause(100);
	return await post(path, list, tries - 1);
}

/** The executions of a workflow, once all of them are over. */
async function executionsOf(workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	for (;;) {
		const found = await n8n.rest.request('GET', `/rest/executions?limit=100&filter=${filter}`);
		const isOver = found.results.every(({ status }) => !/running|new|waiting/.test(status));
		if (found.results.length > 0 && isOver) return found;
		await pause(200);
	}
}
