import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { http } from '../../tools/http.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { chatWorkflow, modelById, nodeName, userMessage } from './support/workflows.mjs';

const failing = 50;

await ensureEngine();
const gateway = await startGateway();
after(() => gateway.close());
const n8n = await packedN8n();
const [credentialId] = await n8n.importCredentials([credential(gateway.url, gateway.key)]);

const file = new URL('../../examples/tickets.json', import.meta.url);
const different = JSON.parse(await readFile(file, 'utf8')).map(({ text }) => text);
const tickets = Array.from(
	{ length: 100 },
	(_, position) => different[position % different.length],
);
const answers = new Map();
for (const text of different) answers.set(text, await askDirectly(text));

test('n8n loads the node and its tool twin from the tarball, both with an icon for light and dark.', async () => {
	const nodes = await n8n.exportNodes();
	const types = ['n8n-nodes-aigc2d.aigc2d', 'n8n-nodes-aigc2d.aigc2dTool'];
	for (const type of types) {
		const description = nodes.find(({ name }) => name === type);
		assert.ok(description, `${type} is not among the nodes`);
		const { light, dark } = description.iconUrl;
		assert.match(light, /n8n-nodes-aigc2d\/.*aigc2d\.svg$/);
		assert.match(dark, /n8n-nodes-aigc2d\/.*aigc2d\.dark\.svg$/);
	}
});

test('A hundred items come out complete, in order, paired, each with its own answer and usage.', async () => {
	const { status, done, failed } = await run(tickets);
	assert.equal(status, 'success');
	assert.equal(failed.length, 0);
	assert.deepEqual(done.map(source), [...tickets.keys()]);
	for (const [position, { json }] of done.entries()) {
		assert.equal(json.text, answers.get(tickets[position]), `item ${position}`);
		assert.equal(json.finish_reason, 'stop');
		const { prompt_tokens, completion_tokens, total_tokens } = json.usage;
		assert.ok(prompt_tokens > 0 && completion_tokens > 0);
		assert.equal(total_tokens, prompt_tokens + completion_tokens);
		assert.equal(json.request.sent, 1);
	}
});

test('An item that the gateway refuses leaves by the error output, and the other 99 are kept.', async () => {
	const tooLong = tickets.with(failing, 'The battery is empty. '.repeat(100));
	const { status, done, failed } = await run(tooLong);
	assert.equal(status, 'success');
	const others = [...tickets.keys()].filter((position) => position !== failing);
	assert.deepEqual(done.map(source), others);
	assert.deepEqual(failed.map(source), [failing]);
	const [{ json }] = failed;
	// n8n itself adds the members of the input item, so that the error branch can work on them.
	assert.deepEqual(Object.keys(json).sort(), ['error', 'message', 'text']);
	assert.equal(json.text, tooLong[failing]);
	assert.equal(json.error.status, 400);
	assert.match(json.error.request_id, /^req_/);
	assert.match(json.message, new RegExp(`\\[item ${failing}\\]$`, 'i'));
});

test('A key that the gateway refuses is sent once in a run of the node.', async () => {
	const refusing = await startServer(() => ({
		status: 401,
		body: { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } },
	}));
	const [refused] = await n8n.importCredentials([credential(refusing.url, 'sk-refused')]);
	const parameters = { model: modelById('any'), messages: userMessage('Hello') };
	const id = await n8n.importWorkflow(chatWorkflow({ credentialId: refused, parameters }));
	const { status, run } = await n8n.execute(id);
	assert.equal(status, 'error');
	assert.match(run.data.resultData.error.message, /Incorrect API key provided/);
	assert.equal(run.data.resultData.error.httpCode, '401');
	assert.equal(refusing.requests.length, 1);
});

function credential(baseUrl, apiKey) {
	return { name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl, apiKey } };
}

/** Position of the input item that an output item comes from. */
function source({ pairedItem }) {
	return pairedItem.item;
}

/** Summarizes texts in n8n, with the failed ones on the error output. */
async function run(texts) {
	const workflow = chatWorkflow({
		credentialId,
		items: texts.map((text) => ({ text })),
		parameters: {
			model: modelById(gateway.model),
			messages: userMessage('=Summarize this ticket: {{ $json.text }}'),
			maxTokens: 100,
			options: { temperature: 0 },
		},
		settings: { onError: 'continueErrorOutput' },
	});
	const { status, run } = await n8n.execute(await n8n.importWorkflow(workflow));
	const [done, failed = []] = run.data.resultData.runData[nodeName][0].data.main;
	return { status, done, failed };
}

/** What the gateway says to a ticket when nothing stands between us and it. */
async function askDirectly(text) {
	const { data } = await http.post(
		`${gateway.url}/v1/chat/completions`,
		{
			model: gateway.model,
			messages: [{ role: 'user', content: `Summarize this ticket: ${text}` }],
			max_tokens: 100,
			temperature: 0,
		},
		{ headers: { authorization: `Bearer ${gateway.key}` } },
	);
	return data.choices[0].message.content;
}
