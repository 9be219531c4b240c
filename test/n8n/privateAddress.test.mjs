import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { chatWorkflow, modelById, nodeName } from './support/workflows.mjs';

/*
 * n8n's own protection against requests to private addresses stays in force for files that a gateway points
 * to: here it is on, and allows the gateway but not the address of the picture. Such an address may mean the
 * gateway's own machine, so its host is asked as well.
 */

const url = 'http://127.0.0.2:9/secret.png';
const gone = { status: 410, body: { error: { message: 'There is no such file' } } };

test('A picture at a private address is not fetched, and the failed item says why and where it is.', async () => {
	const gateway = await startServer(({ method }) =>
		method === 'POST' ? { body: { created: 1, data: [{ url }] } } : gone,
	);
	const n8n = await packedN8n({
		env: {
			N8N_SSRF_PROTECTION_ENABLED: 'true',
			N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
		},
	});
	const [credentialId] = await n8n.importCredentials([
		{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: gateway.url, apiKey: 'sk-test' } },
	]);
	const workflow = chatWorkflow({
		credentialId,
		parameters: {
			resource: 'image',
			operation: 'generate',
			model: modelById('any'),
			prompt: 'A lighthouse',
			throughput: { maxAttempts: 3 },
		},
		settings: { onError: 'continueRegularOutput' },
	});
	const { run } = await n8n.execute(await n8n.importWorkflow(workflow));
	const [[{ json }]] = run.data.resultData.runData[nodeName][0].data.main;
	assert.equal(
		json.message,
		'The image was made, but could not be fetched: This n8n does not allow requests to the address of the server of the file, 127.0.0.2:9 [Item 0]',
	);
	assert.equal(json.error.kind, 'network');
	assert.equal(json.error.text, url);
	assert.equal(json.error.attempts, 3);
	assert.deepEqual(
		gateway.requests.map(({ method, url: path }) => `${method} ${path}`),
		['POST /v1/images/generations', 'GET /secret.png'],
	);
});
