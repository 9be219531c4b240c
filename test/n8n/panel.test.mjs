import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openEditor } from './support/editor.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { chatWorkflow } from './support/workflows.mjs';

const gateway = await startServer(({ url }) => ({
	status: 404,
	body: { error: { message: `Invalid URL (POST ${url})` } },
}));
const n8n = await packedN8n();
await n8n.start();
const editor = await openEditor(n8n);
const { id: credentialId } = await n8n.rest.request('POST', '/rest/credentials', {
	name: 'AIGC2D',
	type: 'aigc2dApi',
	data: { apiKey: 'sk-demo', baseUrl: gateway.url },
});
const openFresh = (parameters) => editor.openNode(chatWorkflow({ credentialId, parameters }));

test('A text is wanted, unless an image goes in its place.', async () => {
	const wants = async (row) => {
		await openFresh({ messages: { values: [{ role: 'user', content: '', ...row }] } });
		assert.equal(await editor.parameters.getByTestId('parameter-input-content').count(), 1);
		return await editor.parameters.getByTestId('parameter-issues').count();
	};
	// The model is the other one that is missing.
	assert.equal(await wants({}), 2);
	assert.equal(await wants({ imageUrls: 'https://example.com/a.png' }), 1);
});

test('Whoever looks for what it can do finds the node.', async () => {
	await openFresh();
	await editor.page.getByTestId('ndv-close-button').click();
	for (const word of ['midjourney', 'stable diffusion', '翻译', '文生图', 'openai compatible']) {
		await editor.page.getByTestId('node-creator-plus-button').click();
		await editor.page.getByTestId('node-creator-search-bar').fill(word);
		await editor.page.getByTestId('node-creator-item-name').getByText('AIGC2D').first().waitFor();
		await editor.page.keyboard.press('Escape');
		await editor.page.getByTestId('node-creator-search-bar').waitFor({ state: 'detached' });
	}
});

test('Docs leads to the README of the package.', async () => {
	await openFresh();
	const link = editor.page.getByTestId('ndv').locator('a[href*="/package/n8n-nodes-aigc2d"]');
	assert.match(await link.first().innerText(), /Docs/);
});

test('The chat model has a model, and says where it belongs.', async () => {
	const credentials = { aigc2dApi: { id: credentialId, name: 'AIGC2D' } };
	const type = 'n8n-nodes-aigc2d.lmChatAigc2d';
	const node = { id: 'model', name: 'Model', type, typeVersion: 1, position: [0, 0], credentials };
	const nodes = [{ ...node, parameters: {} }];
	await editor.openNode({ nodes, connections: {}, settings: { executionOrder: 'v1' } }, 'model');
	const model = editor.page.getByTestId('rlc-input').locator('visible=true');
	assert.equal(await model.inputValue(), 'gpt-4o-mini');
	await editor.parameters.getByText('Insert one').click();
	await editor.page.getByText('AI Nodes', { exact: true }).waitFor();
	await editor.page.getByText('Basic LLM Chain').waitFor();
});

test('A route that the gateway does not have is named, with the option for another.', async () => {
	await openFresh({ resource: 'audio', operation: 'speech', text: 'Hi' });
	assert.equal(
		await editor.page.getByTestId('rlc-input').locator('visible=true').inputValue(),
		'tts-1',
	);
	await editor.execute();
	const shown = await editor.output.innerText();
	assert.match(shown, /This gateway has no route \/v1\/audio\/speech\./);
	assert.match(shown, /enter it in the option Path\./);
});

test('Tools can be connected where a model can call them, and nowhere else.', async () => {
	const takesTools = async (resource, operation) => {
		await openFresh({ resource, operation });
		const groups = editor.page.locator('[data-test-id^="subnode-connection-group"]');
		return await groups.allInnerTexts();
	};
	assert.deepEqual(await takesTools('chat', 'complete'), ['Tools']);
	assert.deepEqual(await takesTools('claude', 'message'), ['Tools']);
	assert.deepEqual(await takesTools('text', 'summarize'), []);
});

test('The editor asks no other host for anything.', () => editor.assertNothingForeign());
