import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePort } from '../../tools/process/launch.mjs';
import { subNode } from './support/cluster.mjs';
import { openEditor } from './support/editor.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { chatWorkflow, userMessage } from './support/workflows.mjs';

const models = ['claude-3-opus', 'ernie-bot-4', 'gpt-4o', 'gpt-4o-mini'];

const n8n = await packedN8n();
await n8n.start();
const editor = await openEditor(n8n);
const { page } = editor;
const entries = page.getByTestId('rlc-item');
const search = page.getByTestId('rlc-search');
const chosen = page.getByTestId('rlc-input').locator('visible=true');

test('The list shows the models of the gateway, filters while typing, and offers what was typed.', async () => {
	const gateway = await startServer(() => ({
		body: { object: 'list', data: models.toReversed().map((id) => ({ id, object: 'model' })) },
	}));
	await openList(gateway.url);
	await editor.reads(entries, models);

	await search.fill('gpt');
	await editor.reads(entries, ['gpt-4o', 'gpt-4o-mini', 'Use "gpt"']);
	await editor.screenshot('model-filter');

	await search.fill('gpt-4o');
	await editor.reads(entries, ['gpt-4o', 'gpt-4o-mini']);

	await search.fill('my-own');
	await entries.filter({ hasText: 'Use "my-own"' }).click();
	await page.waitForFunction((input) => input.value !== '', await chosen.elementHandle());
	assert.match(await chosen.inputValue(), /my-own/);
	await editor.screenshot('model-typed');

	const [{ url, headers }] = gateway.requests;
	assert.equal(url, '/v1/models');
	assert.equal(headers.authorization, 'Bearer sk-demo');
	assert.equal(gateway.requests.length, 1, 'the list is kept while one types');
});

test('Models for the operation come first, where the gateway says which are.', async () => {
	const model = (id, ...types) => ({ id, object: 'model', supported_endpoint_types: types });
	const data = [model('a-painter', 'image-generation'), model('b-talker', 'openai')];
	const gateway = await startServer(() => ({ body: { object: 'list', data } }));
	await openList(gateway.url);
	await editor.reads(entries, ['b-talker', 'a-painter']);
	await editor.screenshot('model-sorted');
});

for (const [type, first, others] of [
	['embeddingsAigc2d', 'bge-m3', ['bge-reranker-v2-m3', 'gpt-4o']],
	['rerankerAigc2d', 'bge-reranker-v2-m3', ['bge-m3', 'gpt-4o']],
]) {
	test(`A vector store is offered what it can use first: ${type}.`, async () => {
		const data = [first, ...others].map((id) => ({ id, object: 'model' }));
		const gateway = await startServer(() => ({ body: { object: 'list', data } }));
		const nodes = [subNode(await storeCredential(gateway.url), type, 'Sub-Node', {})];
		await editor.openNode({ nodes, connections: {} }, 'Sub-Node');
		await chosen.click();
		await editor.reads(entries, [first, ...others]);
		await editor.screenshot(`model-${type}`);
	});
}

const dead = [
	[404, { error: { message: 'Invalid URL (GET /v1/models)' } }],
	[405, '<!doctype html><title>Method Not Allowed</title>'],
];
for (const [status, body] of dead) {
	test(`When the list is answered with ${status}, the picker shows the names that are known.`, async () => {
		const gateway = await startServer(() => ({ status, body }));
		await openList(gateway.url);
		await search.fill('ernie-bot-4');
		await editor.reads(entries, ['ernie-bot-4 (documented by AIGC2D)']);
		await search.fill('gpt-4o-mini');
		await editor.reads(entries, [
			'gpt-4o-mini (usual today)',
			'gpt-4o-mini-transcribe (usual today)',
			'gpt-4o-mini-tts (usual today)',
		]);
		await editor.screenshot(`model-list-${status}`);
		await entries.first().click();
		await page.waitForFunction((input) => input.value !== '', await chosen.elementHandle());
		assert.match(await chosen.inputValue(), /^gpt-4o-mini /);
	});
}

test('When the key is refused, the picker says so and shows no names.', async () => {
	const body = { error: { message: 'Incorrect API key provided' } };
	const gateway = await startServer(() => ({ status: 401, body }));
	await saysWhyAndTakesAnId(gateway.url, /Incorrect API key provided/, 'model-list-key');
});

test('When the gateway has trouble, the picker says so, and an ID can be typed.', async () => {
	const gateway = await startServer(() => ({ status: 503, body: { error: { message: 'Busy' } } }));
	await saysWhyAndTakesAnId(gateway.url, /cannot be listed: Busy/, 'model-list-busy');
});

test('When the gateway is not running, the picker says so, and an ID can be typed.', async () => {
	const url = `http://127.0.0.1:${await freePort()}`;
	await saysWhyAndTakesAnId(url, /refused the connection/, 'model-list-refused');
});

test('The editor asks no other host for anything.', () => editor.assertNothingForeign());

async function storeCredential(baseUrl) {
	const { id } = await n8n.rest.request('POST', '/rest/credentials', {
		name: 'AIGC2D',
		type: 'aigc2dApi',
		data: { apiKey: 'sk-demo', baseUrl },
	});
	return id;
}

async function openList(baseUrl) {
	const credentialId = await storeCredential(baseUrl);
	// Only the model is missing.
	const parameters = { messages: userMessage('Hi') };
	await editor.openNode(chatWorkflow({ credentialId, parameters }));
	await chosen.click();
}

async function saysWhyAndTakesAnId(baseUrl, reason, picture) {
	await openList(baseUrl);
	await page.getByText(reason).first().waitFor();
	assert.equal(await entries.count(), 0);
	await editor.screenshot(picture);

	await page.keyboard.press('Escape');
	await page.getByTestId('rlc-mode-selector').locator('input').click();
	await page.getByTestId('mode-id').click();
	await chosen.fill('typed-by-hand');
	assert.equal(await chosen.inputValue(), 'typed-by-hand');
	await page.getByTestId('parameter-issues').waitFor({ state: 'detached' });
}
