import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { startRedis } from '../../tools/n8n/redis.mjs';
import { aiNode, chatModel, wired } from './support/cluster.mjs';
import { openEditor } from './support/editor.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { talk } from './support/publicChat.mjs';
import { startThoughtful } from './support/thoughtful.mjs';

/*
 * Live chat in the real n8n: the words come as the model writes them, from an Agent with our chat model and from our
 * node alone, over HTTP and in the editor, in one process and in queue mode.
 */

await ensureEngine();
const gateway = await startGateway();
after(() => gateway.close());
const thoughtful = await startThoughtful();
const n8n = await packedN8n();
const [credentialId, thoughtfulId] = await n8n.importCredentials([
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: gateway.url, apiKey: gateway.key } },
	{ name: 'Thoughtful', type: 'aigc2dApi', data: { baseUrl: thoughtful.url, apiKey: 'sk-thinks' } },
]);
const said = `say The parcel is on its way: ${Array.from({ length: 80 }, (_, at) => `stop ${at}`).join(', ')}.`;
const expected = said.slice(4);

const trigger = (id) => ({
	...aiNode('Chat', 'chatTrigger', 1.4, {
		public: true,
		options: { responseMode: 'streaming' },
	}),
	webhookId: id,
	position: [200, 0],
});
const withAgent = {
	nodes: [trigger('agent-chat'), aiNode('Agent', 'agent', 3.1), chatModel(credentialId)],
	connections: wired([
		['Chat', 'Agent'],
		['Model', 'Agent', 'ai_languageModel'],
	]),
};
const withTool = {
	nodes: [
		trigger('tool-chat'),
		aiNode('Agent', 'agent', 3.1),
		chatModel(thoughtfulId, 'minimax-like'),
		aiNode('Calculator', 'toolCalculator', 1),
	],
	connections: wired([
		['Chat', 'Agent'],
		['Model', 'Agent', 'ai_languageModel'],
		['Calculator', 'Agent', 'ai_tool'],
	]),
};
const alone = {
	nodes: [
		trigger('node-chat'),
		{
			id: 'aigc2d',
			name: 'AIGC2D',
			type: 'n8n-nodes-aigc2d.aigc2d',
			typeVersion: 1,
			position: [300, 0],
			parameters: {
				resource: 'chat',
				operation: 'complete',
				model: { __rl: true, mode: 'id', value: 'rule-agent' },
				messages: { values: [{ role: 'user', content: '={{ $json.chatInput }}' }] },
			},
			credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
		},
	],
	connections: wired([['Chat', 'AIGC2D']]),
};
const settings = { executionOrder: 'v1' };
const agentId = await n8n.importWorkflow({ ...withAgent, name: 'Agent chat', settings });
const aloneId = await n8n.importWorkflow({ ...alone, name: 'Chat', settings });
const toolId = await n8n.importWorkflow({ ...withTool, name: 'Chat with a tool', settings });
let server = await n8n.start();
const editor = await openEditor(n8n);
for (const id of [agentId, aloneId, toolId]) {
	const { versionId } = await n8n.rest.request('GET', `/rest/workflows/${id}`);
	await n8n.rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
}

test('An Agent with our chat model, and our node alone, send the words as they come.', async () => {
	await streams();
});

test('An Agent calls tools while it streams; its model gets its thoughts back, and nobody reads them.', async () => {
	await callsTools();
});

test('The chat of the editor shows them.', async () => {
	await editor.page.goto(`${n8n.rest.url}/workflow/${agentId}`);
	await editor.page.getByTestId('workflow-chat-button').click();
	const input = editor.page.getByTestId('canvas-chat').locator('textarea');
	await input.waitFor();
	await editor.page.evaluate(recordAnswers);
	await input.fill(said);
	await input.press('Enter');
	const answer = editor.page.locator('.chat-message-from-bot:not(.chat-message-typing)').last();
	await answer.getByText('The parcel').waitFor();
	await editor.screenshot('chat-streaming');
	await answer.getByText(expected).waitFor();
	await editor.screenshot('chat-done');
	const seen = await editor.page.evaluate('answers');
	assert.ok(seen.length > 3, `The answer was seen to grow ${seen.length} times`);
	editor.assertNothingForeign();
});

test('In queue mode, a worker sends them as well.', async () => {
	await server.stop();
	const redis = await startRedis();
	after(() => redis.stop());
	const env = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
	const worker = await n8n.launch(['worker', '--concurrency=5'], { ...env, N8N_PORT: '0' });
	server = await n8n.start({ env });
	await streams();
	await callsTools();
	assert.ok(worker.running());
});

/** Runs in the page: keeps every text that the answer has on its way. */
function recordAnswers() {
	window.answers = [];
	new MutationObserver(() => {
		const text =
			[...document.querySelectorAll('.chat-message-from-bot:not(.chat-message-typing)')].at(-1)
				?.textContent ?? '';
		if (text.includes('parcel') && text !== window.answers.at(-1)) window.answers.push(text);
	}).observe(document.body, { subtree: true, childList: true, characterData: true });
}

async function streams() {
	for (const id of ['agent-chat', 'node-chat']) {
		const { reads, text, types } = await chat(id, said);
		assert.equal(text, expected, id);
		assert.equal(types[0], 'begin');
		assert.ok(types.includes('end'));
		assert.ok(reads > 3, `${id}: all came in ${reads} pieces`);
	}
}

async function callsTools() {
	const before = thoughtful.requests.length;
	const { text } = await chat('tool-chat', 'How much is it?');
	assert.equal(text, 'Done');
	assert.equal(thoughtful.requests.length - before, 3);
}

/** Says something to a public chat; gives the text and in how many pieces it came. */
async function chat(id, chatInput) {
	const { reads, text, chunks } = await talk(n8n.rest.url, id, chatInput);
	return { reads, text, types: chunks.map(({ type }) => type) };
}
