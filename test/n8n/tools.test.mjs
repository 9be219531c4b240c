import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { aiNode, outputs, wired } from './support/cluster.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { talk } from './support/publicChat.mjs';
import { startServer } from './support/server.mjs';
import { itemNodes, modelById, trigger, userMessage } from './support/workflows.mjs';

/*
 * Chat → Message a Model with n8n's own tools, in the real n8n. What the model calls is a script (tools/gateway/README.md).
 */

await ensureEngine();
const gateway = await startGateway();
after(() => gateway.close());
const shop = await startServer(({ url }) => {
	const of = Number(new URL(url, 'http://shop').searchParams.get('of'));
	return of === 13 ? { status: 404, body: { error: 'sold out' } } : { body: { price: of * 100 } };
});
const n8n = await packedN8n();
const [credentialId] = await n8n.importCredentials([
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: gateway.url, apiKey: gateway.key } },
]);

const calculator = aiNode('Calculator', 'toolCalculator', 1);

/** n8n's HTTP Request, made a tool. */
const priceTool = (url) => ({
	id: 'price',
	name: 'Get Price',
	type: 'n8n-nodes-base.httpRequestTool',
	typeVersion: 4.2,
	position: [800, 200],
	parameters: { url, options: {} },
});

/** Our node. */
const asking = (model, content, more = {}) => ({
	id: 'aigc2d',
	name: 'AIGC2D',
	type: 'n8n-nodes-aigc2d.aigc2d',
	typeVersion: 1,
	position: [600, 0],
	parameters: {
		resource: 'chat',
		operation: 'complete',
		model: modelById(model),
		messages: userMessage(content),
		...more,
	},
	credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
});

const byModel = `=${shop.url}/price?of={{ $fromAI('of', 'What it is the price of', 'string') }}`;
const count = 20;
const numbers = Array.from({ length: count }, (_, number) => ({ number }));
const both =
	'=call Calculator {"input": "{{ $json.number }}*7"}\ncall Get_Price {"of": "{{ $json.number }}"}';

async function runWith(root, tools) {
	const before = [trigger(), ...itemNodes(numbers)];
	const row = [...before, root].map(({ name }) => name);
	const id = await n8n.importWorkflow({
		nodes: [...before, root, ...tools],
		connections: wired([
			...row.slice(1).map((name, at) => [row[at], name]),
			...tools.map(({ name }) => [name, 'AIGC2D', 'ai_tool']),
		]),
		settings: { executionOrder: 'v1' },
	});
	return await n8n.execute(id);
}

// The second takes tools, and the third anything, only on /v1/responses.
for (const model of ['rule-agent', 'rule-agent-new', 'rule-agent-pro']) {
	test(`Message a Model runs Calculator and an HTTP Request for 20 items, with the usage that the server counted (${model}).`, async () => {
		const before = gateway.tokens;
		const { run, status } = await runWith(asking(model, both), [calculator, priceTool(byModel)]);
		assert.equal(status, 'success', run.data.resultData.error?.message);
		const items = outputs(run, 'AIGC2D');
		assert.equal(items.length, count);
		for (const [number, { json, pairedItem }] of items.entries()) {
			assert.deepEqual(pairedItem, { item: number });
			const [sum, price] = json.tool_runs;
			assert.deepEqual(sum, {
				name: 'Calculator',
				arguments: { input: `${number}*7` },
				result: String(number * 7),
			});
			assert.deepEqual(price.arguments, { of: String(number) });
			if (number === 13) assert.match(price.error, /sold out|404|could not be found/);
			else assert.match(price.result, new RegExp(`"price":${number * 100}\\b`));
			assert.match(json.text, new RegExp(`^The tools said: ${number * 7} and `));
		}
		const used = items.map(({ json }) => json.usage.total_tokens);
		assert.equal(
			used.reduce((sum, one) => sum + one, 0),
			gateway.tokens - before,
		);
		// n8n's log has every run of a tool, under the node that ran it.
		const { runData } = run.data.resultData;
		assert.equal(runData.Calculator.length, count);
		assert.equal(runData['Get Price'].length, count);
		for (const { source, executionStatus } of runData.Calculator) {
			assert.equal(source[0].previousNode, 'AIGC2D');
			assert.equal(executionStatus, 'success');
		}
	});
}

test('A tool whose address reads the item asks for that of its item, and has the arguments of its call.', async () => {
	const ofItem = `=${shop.url}/price?of={{ $json.number }}&for={{ $fromAI('of', '', 'string') }}`;
	const asked = shop.requests.length;
	const { run, status } = await runWith(
		asking('rule-agent', '=call Get_Price {"of": "n{{ $json.number }}"}'),
		[priceTool(ofItem)],
	);
	assert.equal(status, 'success', run.data.resultData.error?.message);
	for (const [number, { json }] of outputs(run, 'AIGC2D').entries()) {
		const [{ result }] = json.tool_runs;
		if (number !== 13) assert.match(result, new RegExp(`"price":${number * 100}\\b`));
	}
	const sent = shop.requests.slice(asked).map(({ url }) => new URL(url, 'http://shop').searchParams);
	assert.equal(sent.length, count);
	for (const params of sent) assert.equal(params.get('for'), `n${params.get('of')}`);
	const { runData } = run.data.resultData;
	assert.ok(runData['Get Price'].every(({ executionStatus }) => executionStatus !== 'running'));
});

test('In a chat the answer streams after the tools have run.', async () => {
	const chat = {
		...aiNode('Chat', 'chatTrigger', 1.4, {
			public: true,
			options: { responseMode: 'streaming' },
		}),
		webhookId: 'tools-chat',
		position: [200, 0],
	};
	const id = await n8n.importWorkflow({
		name: 'Chat with tools',
		nodes: [chat, asking('rule-agent', '={{ $json.chatInput }}'), calculator],
		connections: wired([
			['Chat', 'AIGC2D'],
			['Calculator', 'AIGC2D', 'ai_tool'],
		]),
		settings: { executionOrder: 'v1' },
	});
	await n8n.start();
	await n8n.owner();
	const { versionId } = await n8n.rest.request('GET', `/rest/workflows/${id}`);
	await n8n.rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	const { text } = await talk(n8n.rest.url, 'tools-chat', 'call Calculator {"input": "6*7"}');
	assert.equal(text, 'The tools said: 42');
});
