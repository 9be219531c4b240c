import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { account } from '../soak/account.mjs';
import { startGateway } from '../soak/gateway.mjs';
import { throughput } from '../soak/subjects.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { chatWorkflow, modelById, nodeName, userMessage } from './support/workflows.mjs';

/* The short form of `npm run test:soak`. */

const count = 1_000;
const seconds = 3;

const gateway = await startGateway();
after(() => gateway.close());
// More goes wrong than in the long form, so that everything does.
await gateway.reset({ rate: 200, burst: 100, most: 64, latency: 200, share: 0.06 });
const n8n = await packedN8n();

test('1,000 items at a gateway with faults and a hidden limit: each is there once, in its place, and bought once.', async () => {
	const [credentialId] = await n8n.importCredentials([
		{ name: 'AIGC2D', type: 'aigc2dApi', data: { apiKey: 'sk-soak', baseUrl: gateway.url } },
	]);
	const workflow = chatWorkflow({
		credentialId,
		items: Array.from({ length: count }, (_, number) => ({ text: `Ticket ${number}` })),
		parameters: {
			model: modelById('soak'),
			messages: userMessage('={{ $json.text }}'),
			throughput: { ...throughput, firstByteTimeout: seconds, idleTimeout: seconds },
		},
		settings: { onError: 'continueRegularOutput' },
	});
	const { run } = await n8n.execute(await n8n.importWorkflow(workflow));
	const [{ data, executionTime }] = run.data.resultData.runData[nodeName];
	const outputs = data.main[0].map(({ json, pairedItem }) => ({
		item: pairedItem.item,
		text: json.text,
		kind: json.error?.kind,
	}));
	const { met, wrong, ...figures } = account(count, outputs, await gateway.ledger());
	console.log(JSON.stringify({ executionTime, ...figures }));
	assert.deepEqual(wrong, []);
	const untried = Object.entries(met).filter(([, { sent }]) => sent === 0);
	assert.deepEqual(untried, []);
	assert.ok(figures.requests <= 1.15 * count, String(figures.requests));
});
