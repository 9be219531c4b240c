import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { requireTypeScript } from '../support/requireTypeScript.mjs';
import { aiNode, chatModel, outputs, wired } from './support/cluster.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { talk } from './support/publicChat.mjs';
import { startRoutes } from './support/routes.mjs';
import {
	branchesWorkflow,
	itemNodes,
	modelById,
	trigger,
	userMessage,
} from './support/workflows.mjs';

/* Models that are on one of the two routes for a conversation, in the real n8n. */

const require = requireTypeScript(import.meta.url);
const { startGateway, sendJson } = require('../support/gateway.ts');
const { strictResponses } = require('../support/responses/strictServer.ts');

/** What the strict model calls, turn by turn: each tool alone, both at once, one twice. */
const sum = (input) => ({ name: 'Calculator', arguments: { input } });
const parcel = (Parcel) => ({ name: 'Find_Parcel', arguments: { Parcel } });
const script = [
	[sum('6*7')],
	[parcel('a1')],
	[sum('2+3'), parcel('b2')],
	[sum('1+1'), sum('9-2')],
	[parcel('c3')],
];
const found = (parcel) => ({ parcel, at: 'Oslo' });
/** What the Agent tells the model of each, as n8n puts it. */
const results = [42, found('a1'), 5, found('b2'), 2, 7, found('c3')].map((result) =>
	JSON.stringify([typeof result === 'number' ? { response: String(result) } : result]),
);
const done = `Done after 5: ${results.join(', ')}`;

const model = strictResponses(script);
const strict = await startGateway((request, response, position) => {
	const [, number] = /^\/parcels\/(.*)$/.exec(request.path) ?? [];
	return number === undefined
		? model(request, response, position)
		: sendJson(response, found(number));
});
after(() => strict.close());
const routes = await startRoutes();
const n8n = await packedN8n();
const [strictId, routesId] = await n8n.importCredentials([
	{ name: 'Strict', type: 'aigc2dApi', data: { baseUrl: strict.url, apiKey: 'sk-strict' } },
	{ name: 'Routes', type: 'aigc2dApi', data: { baseUrl: routes.url, apiKey: 'sk-routes' } },
]);

test('Two Agents with one memory, streamed and whole, call two tools over five turns each, of a model that takes tools only on /v1/responses and wants its thoughts back.', async () => {
	const agents = ['Streamed', 'Whole'];
	const ask = '={{ $json.ask ?? $json.output }}';
	const subs = agents.flatMap((agent) => [
		aiNode(agent, 'agent', 3.1, { promptType: 'define', text: ask }),
		chatModel(strictId, 'strict', `${agent} Model`, { options: { stream: agent === 'Streamed' } }),
	]);
	const memory = aiNode('Memory', 'memoryBufferWindow', 1.3, {
		sessionIdType: 'customKey',
		sessionKey: 'strict',
	});
	const before = [trigger(), ...itemNodes([{ ask: 'What is it?' }])];
	const row = [...before.map(({ name }) => name), ...agents];
	const id = await n8n.importWorkflow({
		nodes: [...before, ...subs, memory, aiNode('Calculator', 'toolCalculator', 1), findParcel()],
		connections: wired([
			...row.slice(1).map((name, at) => [row[at], name]),
			...agents.flatMap((agent) => [
				[`${agent} Model`, agent, 'ai_languageModel'],
				['Memory', agent, 'ai_memory'],
				['Calculator', agent, 'ai_tool'],
				['Find Parcel', agent, 'ai_tool'],
			]),
		]),
		settings: { executionOrder: 'v1' },
	});
	const { run, status } = await n8n.execute(id);
	assert.equal(status, 'success', run.data.resultData.error?.message);
	for (const agent of agents) {
		const answers = run.data.resultData.runData[agent].at(-1).data.main[0];
		assert.deepEqual(
			answers.map(({ json }) => json.output),
			[done],
			agent,
		);
	}
	// What the second one remembers are calls of the first one, with their thoughts.
	const { input } = strict.requests.at(-1).body;
	const questions = input.flatMap(({ role }, at) => (role === 'user' ? [at] : []));
	assert.equal(questions.length, 2);
	const kinds = input.slice(questions[0], questions[1]).map(({ type }) => type);
	assert.ok(kinds.includes('reasoning') && kinds.includes('function_call'), String(kinds));
	const paths = strict.requests.map(({ path }) => path).filter((path) => path.startsWith('/v1/'));
	// Six a question; the first request of all showed the way.
	assert.equal(paths.filter((path) => path === '/v1/responses').length, 2 * 6);
	assert.equal(paths.filter((path) => path === '/v1/chat/completions').length, 1);
});

test('1,000 items of a model that is only on /v1/responses take 1,001 requests; where it is not, not one is more than before.', async () => {
	const count = 1000;
	const branch = (name, options = {}) => ({
		name,
		parameters: {
			model: modelById(name),
			messages: userMessage('={{ $json.ticket }}'),
			options,
		},
	});
	const chatOnly = { api: 'chatCompletions' };
	const branches = [
		branch('newer'),
		branch('older'),
		branch('unknown-auto'),
		branch('unknown-chat', chatOnly),
		branch('nowhere'),
	];
	const items = Array.from({ length: count }, (_, ticket) => ({ ticket: `t${ticket}` }));
	const id = await n8n.importWorkflow(
		branchesWorkflow({ credentialId: routesId, items, branches }),
	);
	const { run, status } = await n8n.execute(id);
	assert.equal(status, 'success');
	const given = (name) => outputs(run, name).map(({ json }) => json);
	const inOrder = items.map(({ ticket }) => `Done ${ticket}`);
	const texts = (name) => given(name).map(({ text }) => text);
	assert.deepEqual(texts('newer'), inOrder);
	assert.deepEqual(routes.asked('newer'), { chat: 1, responses: count });
	assert.deepEqual([...new Set(given('newer').map(({ request }) => request.api))], ['responses']);

	assert.deepEqual(texts('older'), inOrder);
	assert.deepEqual(routes.asked('older'), { chat: count, responses: 0 });

	const said = (name) => [
		...new Set(given(name).map(({ message }) => message.replace(/ \[Item \d+\]/, ''))),
	];
	assert.deepEqual(said('unknown-auto'), said('unknown-chat'));
	assert.deepEqual(routes.asked('unknown-auto'), routes.asked('unknown-chat'));
	assert.equal(routes.asked('unknown-auto').responses, 0);

	const wordsOfFirst = /only supported in v1\/responses and not in v1\/chat\/completions/;
	assert.equal(given('nowhere').length, count);
	for (const { message } of given('nowhere')) assert.match(message, wordsOfFirst);
	const { chat, responses } = routes.asked('nowhere');
	console.log(`A model on neither route, ${count} items: ${chat} and ${responses} requests`);
	assert.ok(chat <= count && responses <= count, `${chat}, ${responses}`);
});

test("n8n's Chat shows the words of such a model as they come.", async () => {
	const said = Array.from({ length: 60 }, (_, at) => `stop ${at}`).join(', ');
	const chats = [
		['newer-agent', aiNode('Root', 'agent', 3.1), chatModel(routesId, 'newer-agent')],
		['newer-node', alone()],
	];
	await n8n.start();
	await n8n.owner();
	for (const [id, ...nodes] of chats) {
		const connections = wired([
			['Chat', 'Root'],
			...(nodes.length > 1 ? [['Model', 'Root', 'ai_languageModel']] : []),
		]);
		await publish({ name: id, nodes: [chatTrigger(id), ...nodes], connections });
		const { reads, chunks, text } = await talk(n8n.rest.url, id, `say ${said}`);
		assert.equal(text, said, id);
		assert.equal(chunks[0].type, 'begin');
		assert.ok(chunks.some(({ type }) => type === 'end'));
		assert.ok(reads > 3, `${id}: all came in ${reads} pieces`);
		assert.deepEqual(routes.asked(id), { chat: id === 'newer-agent' ? 1 : 0, responses: 1 });
	}
});

/** n8n's own tool for HTTP. */
function findParcel() {
	return {
		id: 'parcel',
		name: 'Find Parcel',
		type: 'n8n-nodes-base.httpRequestTool',
		typeVersion: 4.4,
		position: [800, 200],
		parameters: {
			toolDescription: 'Finds a parcel',
			method: 'GET',
			url: `={{ "${strict.url}/parcels/" + $fromAI("Parcel", "Number of the parcel", "string") }}`,
			options: {},
		},
	};
}

function chatTrigger(id) {
	const parameters = { public: true, options: { responseMode: 'streaming' } };
	return { ...aiNode('Chat', 'chatTrigger', 1.4, parameters), webhookId: id };
}

/** Our node, without an Agent around it; the route is chosen. */
function alone() {
	return {
		id: 'root',
		name: 'Root',
		type: 'n8n-nodes-aigc2d.aigc2d',
		typeVersion: 1,
		position: [300, 0],
		parameters: {
			model: modelById('newer-node'),
			messages: userMessage('={{ $json.chatInput }}'),
			options: { api: 'responses' },
		},
		credentials: { aigc2dApi: { id: routesId, name: 'Routes' } },
	};
}

async function publish(workflow) {
	const whole = { ...workflow, settings: { executionOrder: 'v1' } };
	const { id, versionId } = await n8n.rest.request('POST', '/rest/workflows', whole);
	await n8n.rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
}
