import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packedN8n } from './support/packedN8n.mjs';
import { startTroubled } from './support/troubled.mjs';
import { branchesWorkflow, modelById, userMessage } from './support/workflows.mjs';

/*
 * A gateway is in trouble for some seconds, from the start of a run or in its middle: no item is lost. How long that
 * took is printed, and judged where time is virtual: `npm run sim`. `OUTAGE_SECONDS=60` is the long form.
 */

const seconds = Number(process.env.OUTAGE_SECONDS ?? 8);
const count = 600;

const outages = ['page', 'reset', 'refused'].flatMap((trouble) =>
	[0, 200].map((afterAnswers) => ({
		name: `${trouble} ${afterAnswers === 0 ? 'from the start' : 'in the middle'}`,
		trouble,
		afterAnswers,
	})),
);

const gateways = await Promise.all(
	outages.map(({ trouble, afterAnswers }) => startTroubled({ trouble, seconds, afterAnswers })),
);
const n8n = await packedN8n();
const credentialIds = await n8n.importCredentials(
	gateways.map(({ url }, at) => ({
		name: outages[at].name,
		type: 'aigc2dApi',
		data: { baseUrl: url, apiKey: 'sk-test-0123456789abcdef' },
	})),
);
const items = Array.from({ length: count }, (_, number) => ({ text: `Ticket ${number}` }));
const workflow = branchesWorkflow({
	items,
	branches: outages.map(({ name }, at) => ({
		name,
		credentialId: credentialIds[at],
		parameters: { model: modelById('outage'), messages: userMessage('={{ $json.text }}') },
	})),
});
const { run } = await n8n.execute(await n8n.importWorkflow(workflow));
const runData = run.data.resultData.runData;

for (const [at, { name }] of outages.entries()) {
	test(`${seconds} s of trouble, ${name}: every item is complete and in order, and bought once.`, () => {
		const [{ data, executionTime }] = runData[name];
		const outputs = data.main[0];
		const failed = outputs.filter(({ json }) => json.error);
		assert.equal(failed.length, 0, JSON.stringify(failed[0]?.json));
		assert.deepEqual(
			outputs.map(({ json }) => json.text),
			items.map(({ text }) => `Echo: ${text}`),
		);
		assert.equal(gateways[at].answered, count);
		console.log(`${name}: ${executionTime} ms, ${gateways[at].failed} requests in vain`);
	});
}
