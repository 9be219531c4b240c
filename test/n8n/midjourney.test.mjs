import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPng } from '../../tools/gateway/images/png.mjs';
import { binaryFile } from './support/binaryFile.mjs';
import { startMidjourney } from './support/midjourney.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { chatWorkflow, nodeName } from './support/workflows.mjs';

/*
 * Twenty pictures of Midjourney in one run of the real n8n. Five of them meet trouble, each of another kind: no
 * task is submitted twice, and none is lost.
 */

const apiKey = 'sk-test-0123456789abcdef';
const items = Array.from({ length: 20 }, (_, number) => ({
	prompt: `lighthouse ${number} --ar 3:2`,
}));
/** Positions of the items that meet trouble. */
const at = { fullQueue: 2, cut: 5, looks: 9, failed: 12, missing: 17 };
const reason = 'Banned prompt detected: gore';

const { url, tasks, requests, submissions } = await startMidjourney({
	[items[at.fullQueue].prompt]: {
		refusals: [
			{ body: { code: 23, description: '队列已满，请稍后尝试', result: '', properties: {} } },
			{
				status: 429,
				body: {
					code: 30,
					description: '当前分组上游负载已饱和，请稍后再试',
					type: 'upstream_error',
				},
			},
		],
	},
	// Taken on, but the ID never arrives.
	[items[at.cut].prompt]: {
		taken: () => ({
			headers: { 'content-type': 'application/json' },
			body: '{"code":1,"description":"Submit success","resu',
			isCut: true,
		}),
	},
	[items[at.looks].prompt]: {
		looks: [
			{ status: 400, body: { code: 4, description: 'task_not_exist', type: 'upstream_error' } },
			{ status: 401, body: { error: { message: '无效的令牌', type: 'new_api_error' } } },
			{ status: 403, body: '<!DOCTYPE html><title>Just a moment...</title>' },
			{ status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' },
			{ body: '' },
		],
	},
	// The ID stands where no other gateway of this form has it.
	[items[at.failed].prompt]: {
		taken: (id) => ({
			body: { code: 1, description: '提交成功', data: { task: { task_id: id } } },
		}),
		failReason: reason,
	},
	[items[at.missing].prompt]: { missing: 2 },
});

const n8n = await packedN8n();
const [credentialId] = await n8n.importCredentials([
	{ name: 'AIGC2D', type: 'aigc2dApi', data: { baseUrl: url, apiKey } },
]);
const workflow = chatWorkflow({
	credentialId,
	items,
	parameters: { resource: 'midjourney', operation: 'imagine', prompt: '={{ $json.prompt }}' },
	settings: { onError: 'continueRegularOutput' },
});
const { status, run } = await n8n.execute(await n8n.importWorkflow(workflow));
const { error: failure, data } = run.data.resultData.runData[nodeName][0];
const outputs = data?.main[0] ?? [];
const errorOf = (position) => outputs[position].json.error;
const taskOf = (position) => tasks.filter(({ prompt }) => prompt === items[position].prompt);

test('The run succeeds, with an output for each item, in order.', () => {
	assert.equal(failure, undefined);
	assert.equal(status, 'success');
	assert.deepEqual(
		outputs.map(({ pairedItem }) => pairedItem.item),
		[...items.keys()],
	);
});

test('Each prompt is taken on exactly once; only what was refused is sent again.', () => {
	const prompts = items.map(({ prompt }) => prompt);
	assert.deepEqual(tasks.map(({ prompt }) => prompt).sort(), [...prompts].sort());
	const sent = prompts.map((prompt) => submissions().filter(({ body }) => body.prompt === prompt));
	assert.deepEqual(
		sent.map(({ length }) => length),
		prompts.map((_, position) => (position === at.fullQueue ? 3 : 1)),
	);
	assert.deepEqual([...new Set(submissions().map(({ url }) => url))], ['/mj/submit/imagine']);
	assert.equal(outputs[at.fullQueue].json.request.refused, 2);
});

test('Each task ends in its own picture, or in a failure that names it.', async () => {
	for (const [position, { json, binary }] of outputs.entries()) {
		if (position === at.cut) continue;
		const [{ id, picture, prompt }] = taskOf(position);
		if (position === at.failed) {
			assert.equal(json.error.task_id, id);
			continue;
		}
		assert.equal(json.error, undefined, json.message);
		assert.deepEqual([json.task.id, json.task.prompt], [id, prompt]);
		assert.equal(json.task.status, 'succeeded');
		const bytes = await binaryFile(n8n, binary.image);
		assert.ok(isPng(bytes));
		assert.ok(bytes.equals(picture), `Item ${position} has the picture of another task`);
	}
});

test('A submission whose answer was cut off fails once, and says that its task is to be looked for.', () => {
	const { kind, retryable, attempts, description, task_id, text } = errorOf(at.cut);
	assert.deepEqual([kind, retryable, attempts, task_id], ['network', false, 1, undefined]);
	assert.match(
		outputs[at.cut].json.message,
		/closed the connection before the answer was complete/,
	);
	assert.match(description, /may have been taken on, and charged.*look for it at the gateway/);
	assert.doesNotMatch(description, /Run the item again/);
	// All that arrived of the answer.
	assert.equal(text, '{"code":1,"description":"Submit success","resu');
	const [{ looks }] = taskOf(at.cut);
	assert.equal(looks, 0);
});

test('Looks that are refused or answered with something else cost nothing but looks.', () => {
	const [{ looks }] = taskOf(at.looks);
	assert.equal(looks, 7);
});

test('A task that has failed tells why, is over, and is not worth repeating.', () => {
	const { kind, retryable, description } = errorOf(at.failed);
	assert.deepEqual([kind, retryable], ['contentFilter', false]);
	assert.equal(outputs[at.failed].json.message, `The task failed: ${reason} [Item ${at.failed}]`);
	assert.doesNotMatch(description, /Get Task fetches/);
	const [{ looks, fetches }] = taskOf(at.failed);
	assert.deepEqual([looks, fetches], [2, 0]);
});

test('A picture that is not stored yet is fetched again; the others are fetched once, all without the key.', () => {
	const unfetched = [at.cut, at.failed];
	assert.deepEqual(
		items.map((_, position) => taskOf(position)[0].fetches),
		items.map((_, position) => {
			if (unfetched.includes(position)) return 0;
			return position === at.missing ? 3 : 1;
		}),
	);
	for (const { url, headers } of requests) {
		const isPicture = url.startsWith('/mj/image/');
		assert.equal(headers.authorization, isPicture ? undefined : `Bearer ${apiKey}`);
	}
});
