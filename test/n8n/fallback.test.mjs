import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { aiNode, chatModel, outputs, wired } from './support/cluster.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { branchesWorkflow, itemNodes, modelById, trigger, userMessage } from './support/workflows.mjs';

/*
 * Fallback models in the real n8n: three models of which the first two fail in different ways (tools/gateway/README.md
 * says how).
 */

await ensureEngine();
const gateway = await startGateway();
after(() => gateway.close());
const n8n = await packedN8n();
const [credentialId] = await n8n.importCredentials([
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: gateway.url, apiKey: gateway.key } },
]);

const count = 100;
const items = Array.from({ length: count }, (_, number) => ({ text: `say Answer ${number}` }));
const spent = {
	model: 'rule-spent',
	kind: 'quota',
	message: "The quota for the model 'rule-spent' is used up.",
};
const missing = {
	model: 'gpt-99',
	kind: 'notFound',
	message: "The model 'gpt-99' does not exist or you do not have access to it.",
};
const broken = {
	model: 'rule-broken',
	kind: 'server',
	message: "The channel of the model 'rule-broken' is overloaded.",
};
const chat = (model, fallbackModels) => ({
	model: modelById(model),
	messages: userMessage('={{ $json.text }}'),
	options: { fallbackModels },
	throughput: { deduplicate: false },
});
const branches = [
	{ name: 'Third', parameters: chat('gpt-99', ['rule-spent', 'rule-agent']) },
	{ name: 'Trouble', parameters: chat('rule-broken', '={{ "rule-spent, rule-agent" }}') },
	{ name: 'None', parameters: chat('gpt-99', ['rule-spent']) },
	{ name: 'Twice', parameters: chat('rule-agent', ['gpt-99', 'rule-agent']) },
	{
		name: 'Extract',
		parameters: {
			resource: 'text',
			operation: 'extract',
			model: modelById('rule-spent'),
			text: '=name: {{ $json.text }}',
			schemaSource: 'fields',
			fields: { values: [{ name: 'name', type: 'string', description: '', required: true }] },
			options: { fallbackModels: ['gpt-99', 'rule-extractor'] },
		},
	},
];
const workflow = branchesWorkflow({ credentialId, items, branches });
const { run } = await n8n.execute(await n8n.importWorkflow(workflow));
const resultOf = (name) => run.data.resultData.runData[name][0].data.main[0];
const all = (value) => Array.from({ length: count }, () => value);
const answers = items.map(({ text }) => text.replace('say ', ''));

for (const [name, failures] of [
	['Third', [missing, spent]],
	['Trouble', [broken, spent]],
]) {
	test(`${name}: of three models the first two fail, each in its own way; all ${count} items are answered, in order, and say so.`, () => {
		const made = resultOf(name);
		assert.deepEqual(
			made.map(({ json }) => json.text ?? json),
			answers,
		);
		assert.deepEqual(
			made.map(({ json }) => json.request.fallbacks),
			all(failures),
		);
		assert.deepEqual(
			made.map(({ pairedItem }) => pairedItem),
			items.map((_, item) => ({ item })),
		);
		assert.ok(made.every(({ json }) => json.model === 'rule-agent' && json.usage.total_tokens > 0));
	});
}

test('When all fail, an item has the first failure and the others in error.fallbacks.', () => {
	const made = resultOf('None');
	assert.equal(made.length, count);
	for (const [at, { json }] of made.entries()) {
		assert.deepEqual(Object.keys(json).sort(), ['error', 'message']);
		assert.equal(json.message, `${missing.message} [Item ${at}]`);
		assert.equal(json.error.kind, 'notFound');
		assert.deepEqual(json.error.fallbacks, [spent]);
	}
});

test('A model that is named again is told of, and nothing is sent.', () => {
	const [{ json }] = resultOf('Twice');
	assert.equal(
		json.message,
		'Fallback Models names "rule-agent", which is the model that is asked first [Item 0]',
	);
	assert.equal(json.error.field, 'Fallback Models');
	assert.equal(json.error.attempts, 0);
});

test('Extract goes on with the third model as well.', () => {
	const made = resultOf('Extract');
	assert.deepEqual(
		made.map(({ json }) => json.data?.name ?? json),
		items.map(({ text }) => text),
	);
	assert.deepEqual(
		made.map(({ json }) => json.request.fallbacks),
		all([spent, missing]),
	);
});

test('An Agent goes on with the third model, calls its tool, and the log of the model says which failed.', async () => {
	const model = chatModel(credentialId, 'gpt-99', 'Model', {
		options: { fallbackModels: ['rule-spent', 'rule-agent'] },
	});
	const before = [trigger(), ...itemNodes([{ ask: 'call Calculator {"input": "6*7"}' }])];
	const row = [...before.map(({ name }) => name), 'Agent'];
	const agent = aiNode('Agent', 'agent', 3.1, { promptType: 'define', text: '={{ $json.ask }}' });
	const id = await n8n.importWorkflow({
		nodes: [...before, agent, model, aiNode('Calculator', 'toolCalculator', 1)],
		connections: wired([
			...row.slice(1).map((name, at) => [row[at], name]),
			['Model', 'Agent', 'ai_languageModel'],
			['Calculator', 'Agent', 'ai_tool'],
		]),
		settings: { executionOrder: 'v1' },
	});
	const { run: agentRun, status } = await n8n.execute(id);
	assert.equal(status, 'success', agentRun.data.resultData.error?.message);
	const [{ json }] = outputs(agentRun, 'Agent').slice(-1);
	assert.match(json.output, /^The tools said: .*42/);
	const log = JSON.stringify(agentRun.data.resultData.runData.Model);
	assert.ok(log.includes('"fallbacks":[{"model":"gpt-99","kind":"notFound"'), log.slice(0, 2000));
});
