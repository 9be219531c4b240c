import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { isPng } from '../../tools/gateway/images/png.mjs';
import { http } from '../../tools/http.mjs';
import { freePort } from '../../tools/process/launch.mjs';
import { temporaryFolder } from '../../tools/n8n/temporaryFolder.mjs';
import { readExample } from './support/examples/example.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';

/*
 * The example with n8n's Wait node in the real n8n: the gateway calls back when the picture is done, and n8n is
 * killed and started again in between.
 */

/** Milliseconds that a task takes: longer than a start of n8n. */
const slow = 40_000;
const quick = 4_000;

await ensureEngine();
const gateways = {
	slow: await startGateway({ taskTime: slow }),
	quick: await startGateway({ taskTime: quick }),
};
after(() => Promise.all(Object.values(gateways).map((gateway) => gateway.close())));

/** Which of the gateways the node speaks to, through a server that sees what it sends. */
let current = gateways.slow;
const front = await startServer(async ({ method, url, body, headers }) => {
	const answer = await http(current.url + url, {
		method,
		headers: { authorization: headers.authorization, 'content-type': 'application/json' },
		data: body,
		responseType: 'text',
	});
	const type = answer.headers['content-type'];
	return { status: answer.status, headers: { 'content-type': type }, body: answer.data };
});
const submits = () => front.requests.filter(({ url }) => url === '/mj/submit/imagine');

const pictures = await temporaryFolder();
const n8n = await packedN8n({ env: { N8N_RESTRICT_FILE_ACCESS_TO: pictures } });
const [credentialId] = await n8n.importCredentials([
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: front.url, apiKey: current.key } },
]);
const workflowId = await n8n.importWorkflow(await example());
const port = await freePort();
let server = await n8n.start({ port });
const owner = await n8n.owner();
const { versionId } = await n8n.rest.request('GET', `/rest/workflows/${workflowId}`);
await n8n.rest.request('POST', `/rest/workflows/${workflowId}/activate`, { versionId });

test('n8n is killed between submission and callback; the callback ends the workflow with the picture, once.', async () => {
	const [{ id }] = await waiting('a lighthouse');
	await server.kill();
	server = await n8n.start({ port });
	await n8n.rest.login(owner);
	assert.equal((await executions())[0].status, 'waiting');
	const done = await until(async () => {
		const [execution] = await executions();
		return execution.status === 'waiting' || execution.status === 'running' ? undefined : execution;
	});
	assert.deepEqual([done.id, done.status], [id, 'success']);
	// The callback came three times; each of them, and the start, could have run the rest again.
	await pause(2_000);
	assert.equal((await executions()).length, 1);
	assert.equal(submits().length, 1);
	const files = await readdir(pictures);
	assert.equal(files.length, 1);
	assert.match(files[0], /^\d{19}\.png$/);
	assert.ok(isPng(await readFile(join(pictures, files[0]))));
});

test('A callback that comes too early and from a stranger does no harm: the gateway is asked.', async () => {
	current = gateways.quick;
	await waiting('a windmill');
	const { body } = submits().at(-1);
	const lie = { id: '1', status: 'SUCCESS', imageUrl: 'http://127.0.0.1:9/evil.png' };
	const answer = await http.post(body.notifyHook, lie);
	assert.equal(answer.status, 200);
	const done = await until(async () => {
		const [execution] = await executions();
		return execution.status === 'running' || execution.status === 'waiting' ? undefined : execution;
	});
	assert.equal(done.status, 'success');
	// The gateway's own callbacks find nobody who waits.
	await pause(1_000);
	const late = await http.post(body.notifyHook);
	assert.ok(late.status >= 400, String(late.status));
	assert.equal((await executions()).length, 2);
	assert.equal(submits().length, 2);
	assert.equal((await readdir(pictures)).length, 2);
});

/** Posts a prompt and gives the executions once the new one waits for its callback. */
async function waiting(prompt) {
	const before = (await executions()).length;
	// n8n takes a moment to listen at the addresses of a workflow.
	await until(async () => {
		const { status } = await http.post(`${n8n.rest.url}/webhook/picture`, { prompt });
		return status === 200 ? true : undefined;
	});
	return await until(async () => {
		const all = await executions();
		return all.length > before && all[0].status === 'waiting' ? all : undefined;
	});
}

/** All executions of the workflow, the newest first. */
async function executions() {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await n8n.rest.request('GET', `/rest/executions?filter=${filter}`);
	return results.toSorted((one, other) => Number(other.id) - Number(one.id));
}

async function until(look) {
	for (let waited = 0; waited < 600; waited++) {
		const found = await look();
		if (found !== undefined) return found;
		await pause(200);
	}
	throw new Error('It did not happen within two minutes');
}

/** The example as a person would set it up, who keeps its pictures in a folder. */
async function example() {
	const workflow = await readExample('picture-with-callback');
	for (const node of workflow.nodes)
		if (node.credentials) node.credentials.aigc2dApi.id = credentialId;
	const save = {
		id: 'save',
		name: 'Save',
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1,
		position: [500, 0],
		parameters: {
			operation: 'write',
			fileName: `=${pictures}/{{ $json.task.id }}.png`,
			dataPropertyName: 'image',
			options: {},
		},
	};
	workflow.nodes.push(save);
	workflow.connections['Fetch Picture'].main[0] = [{ node: 'Save', type: 'main', index: 0 }];
	return workflow;
}
