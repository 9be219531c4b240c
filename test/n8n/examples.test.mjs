import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { beginInBrowser, overHttp } from './support/browserConsole.mjs';
import { completion } from './support/completion.mjs';
import { trials, triedElsewhere } from './support/examples/all.mjs';
import {
	beginByHand,
	credentialName,
	exampleNames,
	importExample,
	seen,
} from './support/examples/example.mjs';
import { portrayExamples } from './support/examples/portray.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { startServer } from './support/server.mjs';
import { chatWorkflow, modelById, userMessage } from './support/workflows.mjs';
import { isWriting } from './support/writtenPage.mjs';

/*
 * Every example in one n8n: imported as a person does, whose credential has the name that n8n gives it, with the models
 * of the embedded gateway. And what a long run says in the log.
 */

/** Milliseconds that the gateway works on a picture: longer than the first look at it. */
const taskTime = 2_500;
/** Of every model; tokens by the million. */
const price = { in: 3, out: 7, picture: 0.25 };
/** Items of the long run, one a second: long enough for a line in the log. */
const seconds = 12;

await ensureEngine();
const gateway = await startGateway({ taskTime });
after(() => gateway.close());
const slow = await startServer(async () => {
	await pause(1_000);
	return { body: completion('Done') };
});
const n8n = await packedN8n({ env: { N8N_LOG_LEVEL: 'info', ...overHttp } });
const server = await n8n.start();
await n8n.owner();
const { rest } = n8n;
const prices = { prices: 'table', currency: 'CNY', priceTable: JSON.stringify({ '*': price }) };
const store = async (name, url) => {
	const data = { baseUrl: url, apiKey: gateway.key, ...prices };
	return await rest.request('POST', '/rest/credentials', { name, type: 'aigc2dApi', data });
};
await store(credentialName, gateway.url);

const long = await beginLongRun();
const begun = [];
for (const trial of trials) {
	const workflow = await importExample(rest, trial);
	if (trial.isPublished) await publish(workflow);
	const execution = trial.isPublished ? undefined : await beginByHand(rest, workflow.id);
	begun.push({ trial, workflow, execution });
}

for (const { trial, workflow, execution } of begun) {
	test(`${trial.file} ${trial.shows}.`, async () => {
		const result = execution && (await seen(rest, execution));
		if (result) assert.equal(result.status, 'success', result.error);
		const again = async (set) => {
			const further = (node) => {
				trial.set?.(node);
				set?.(node);
			};
			const { id } = await importExample(rest, { ...trial, set: further });
			return await seen(rest, await beginByHand(rest, id));
		};
		await trial.check(result, { rest, n8n, gateway, workflow, again });
	});
}

test('Every example is tried.', async () => {
	const tried = [...trials.map(({ file }) => file), ...Object.keys(triedElsewhere)];
	assert.deepEqual([...new Set(tried)].sort(), await exampleNames());
});

test('A run of more than ten seconds says in the log, and in the browser, how far it is and how it ended.', async () => {
	const { status, jsonOf } = await seen(rest, long.execution);
	assert.equal(status, 'success');
	assert.equal(jsonOf('AIGC2D').length, seconds);
	const log = await readFile(server.log, 'utf8');
	const beginning = `AIGC2D: AIGC2D, execution ${long.execution}: `;
	const lines = log.split('\n').filter((line) => line.startsWith(beginning));
	const said = lines.map((line) => line.slice(beginning.length));
	assert.match(
		said[0],
		/^\d+ of 12 items done in \d+ s · .*, about \d+ s left · [\d,]+ tokens · [\d.]+ CNY$/,
	);
	assert.match(said.at(-1), /^Ended: 12 of 12 items done in \d+ s · .* · 252 tokens · [\d.]+ CNY$/);
	assert.deepEqual(
		long.printed,
		said.map((line) => `[Node: "AIGC2D"] ${line}`),
	);
});

if (isWriting)
	test('Every example is portrayed.', async () => {
		await portrayExamples(n8n);
	});

/** A list that goes one by one to a slow gateway. */
async function beginLongRun() {
	const credential = await store('Slow', slow.url);
	const workflow = chatWorkflow({
		credentialId: credential.id,
		items: Array.from({ length: seconds }, (_, number) => ({ number })),
		parameters: {
			model: modelById('any'),
			messages: userMessage('={{ $json.number }}'),
			options: { stream: false },
			throughput: { maxConcurrency: 1 },
		},
	});
	const { id } = await rest.request('POST', '/rest/workflows', { name: 'Long run', ...workflow });
	return await beginInBrowser(rest, id, 'Start');
}

async function publish({ id, versionId }) {
	await rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
}
