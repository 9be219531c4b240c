import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ensureEngine } from '../../tools/gateway/ensureEngine.mjs';
import { startGateway } from '../../tools/gateway/gateway.mjs';
import { binaryFile } from './support/binaryFile.mjs';
import { items, rows } from './support/operationRows.mjs';
import { packedN8n } from './support/packedN8n.mjs';
import { branchesWorkflow } from './support/workflows.mjs';

/*
 * Every operation once, in one run of the real n8n with the packed package, against the embedded gateway.
 */

await ensureEngine();
const gateway = await startGateway();
after(() => gateway.close());
const n8n = await packedN8n();
/** Of every model; tokens by the million. */
const price = { in: 3, out: 7, picture: 0.25 };
const [credentialId] = await n8n.importCredentials([
	{
		name: 'AIGC2D',
		type: 'aigc2dApi',
		data: {
			...{ baseUrl: gateway.url, apiKey: gateway.key },
			...{ prices: 'table', currency: 'CNY', priceTable: JSON.stringify({ '*': price }) },
		},
	},
]);
const branches = Object.entries(rows).map(([name, { from, parameters }]) => {
	const [resource, operation] = name.split('.');
	return { name, from, parameters: { resource, operation, ...parameters } };
});
const workflow = branchesWorkflow({ credentialId, items, branches });
const { status, run } = await n8n.execute(await n8n.importWorkflow(workflow));

/** What an operation gave; it must not have failed. */
function outputsOf(operation) {
	const [{ data, error }] = run.data.resultData.runData[operation];
	assert.equal(error, undefined);
	const [outputs] = data.main;
	for (const { json } of outputs) assert.equal(json.error, undefined, json.message);
	return outputs;
}

/** One output for each item, in order, each with a usage and the summary of its requests. */
function oneEach(operation) {
	const outputs = outputsOf(operation);
	assert.deepEqual(
		outputs.map(({ pairedItem }) => pairedItem.item),
		[0, 1],
	);
	for (const { json } of outputs) {
		assert.ok('usage' in json);
		assert.ok(json.request.sent >= 1);
		assert.equal(json.request.host, new URL(gateway.url).host);
	}
	return outputs;
}

const isPng = (bytes) => bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a';

test('The run succeeds, and every operation of the node has a row.', async () => {
	assert.equal(status, 'success');
	const nodes = await n8n.exportNodes();
	const { properties } = nodes.find(({ name }) => name === 'n8n-nodes-aigc2d.aigc2d');
	const all = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			options.map(({ value }) => `${displayOptions.show.resource[0]}.${value}`),
		)
		// n8n itself adds the way to its HTTP Request node.
		.filter((name) => !name.endsWith('.__CUSTOM_API_CALL__'));
	assert.deepEqual(Object.keys(rows).sort(), all.sort());
});

test('ERNIE answers, also to a temperature that it does not take as it is.', () => {
	for (const { json } of oneEach('chat.complete')) assert.match(json.text, /\w/);
});

test('All texts are summarized together.', () => {
	const [{ json, pairedItem }, ...others] = outputsOf('text.summarize');
	assert.deepEqual(others, []);
	assert.deepEqual(pairedItem, [{ item: 0 }, { item: 1 }]);
	assert.match(json.text, /It is late\./);
	assert.match(json.text, /It is broken!/);
	assert.deepEqual([json.chunks, json.levels, json.warnings], [1, 1, []]);
});

test('Texts are translated; placeholders and addresses stay.', () => {
	const [order, thanks] = oneEach('text.translate').map(({ json }) => json);
	assert.match(order.text, /^Hallo \{\{name\}\}, .*https:\/\/example\.org\/order.* Bestellung/);
	assert.match(thanks.text, /%s/);
	assert.deepEqual([order.warnings, thanks.warnings], [[], []]);
	assert.equal(order.target_language, 'German');
});

test('Data is extracted, typed.', () => {
	const outputs = oneEach('text.extract');
	assert.deepEqual(
		outputs.map(({ json }) => json.data),
		[
			{ name: 'Ada', total: 12.5 },
			{ name: 'Bob', total: 7 },
		],
	);
});

test('A text is gone on with.', () => {
	for (const { json } of oneEach('text.complete')) assert.equal(typeof json.text, 'string');
});

test('Claude answers on both of its routes, under the names of chat.', () => {
	for (const { json } of oneEach('claude.message')) {
		assert.match(json.text, /\w/);
		assert.equal(json.message.content, json.text);
		assert.ok(['stop', 'length'].includes(json.finish_reason));
		assert.equal(json.usage.total_tokens, json.usage.input_tokens + json.usage.output_tokens);
	}
	for (const { json } of oneEach('claude.complete')) assert.equal(typeof json.text, 'string');
});

test('Pictures become files, and one made from them becomes another.', async () => {
	for (const { json, binary } of oneEach('image.generate')) {
		assert.deepEqual(
			json.images.map(({ file }) => file),
			['image', 'image_1'],
		);
		for (const { file } of json.images) {
			const bytes = await binaryFile(n8n, binary[file]);
			assert.ok(isPng(bytes));
			assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [64, 48]);
		}
	}
	for (const { json, binary } of oneEach('image.edit')) {
		assert.equal(json.images.length, 1);
		assert.ok(isPng(await binaryFile(n8n, binary.image)));
	}
});

test('Stable Diffusion ends in pictures of the size asked for, and its task can be asked for again.', async () => {
	const made = oneEach('stableDiffusion.textToImage');
	for (const { json, binary } of made) {
		assert.equal(json.task.status, 'succeeded');
		assert.match(json.task.id, /^\d{19}$/);
		assert.equal(json.images.length, 2);
		const bytes = await binaryFile(n8n, binary.image_1);
		assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [64, 48]);
	}
	for (const { binary } of oneEach('stableDiffusion.imageToImage'))
		assert.ok(isPng(await binaryFile(n8n, binary.image)));
	for (const [position, { json, binary }] of oneEach('stableDiffusion.getTask').entries()) {
		assert.equal(json.task.id, made[position].json.task.id);
		const again = await binaryFile(n8n, binary.image);
		assert.ok(again.equals(await binaryFile(n8n, made[position].binary.image)));
	}
});

test('Midjourney ends in pictures in both dialects; the next node presses a button.', async () => {
	const imagined = oneEach('midjourney.imagine');
	for (const { json, binary } of imagined) {
		assert.deepEqual([json.task.points, json.task.state], [100, 'mine']);
		assert.match(json.task.submitted_at, /^\d{4}-.*Z$/);
		assert.ok(isPng(await binaryFile(n8n, binary.image)));
	}
	for (const [operation, action] of [
		['action', 'UPSCALE'],
		['change', 'VARIATION'],
		['blend', 'BLEND'],
	]) {
		for (const { json, binary } of oneEach(`midjourney.${operation}`)) {
			assert.equal(json.task.action, action);
			assert.ok(isPng(await binaryFile(n8n, binary.image)));
		}
	}
	for (const { json } of oneEach('midjourney.describe')) assert.match(json.text, /64 by 48/);
	for (const [position, { json }] of oneEach('midjourney.getTask').entries())
		assert.equal(json.task.id, imagined[position].json.task.id);
});

test('Texts become vectors, both in one request.', () => {
	const outputs = oneEach('embedding.create');
	for (const { json } of outputs) {
		assert.equal(json.embedding.length, 16);
		assert.ok(json.usage.total_tokens > 0);
		assert.equal(json.request.sent, 1);
	}
});

test('Documents are ranked, the best first.', () => {
	const [first, second] = oneEach('rerank.rank').map(({ json }) => json);
	assert.deepEqual(first.results, [{ index: 1, score: 1, document: items[0].text }]);
	assert.equal(second.results.length, 1);
	assert.ok(first.usage.total_tokens > 0);
});

test('A text is spoken; the recording is read back word for word, and translated.', async () => {
	for (const { binary } of oneEach('audio.speech')) {
		const bytes = await binaryFile(n8n, binary.audio);
		assert.equal(bytes.subarray(0, 4).toString(), 'RIFF');
		assert.equal(bytes.subarray(8, 12).toString(), 'WAVE');
	}
	assert.deepEqual(
		oneEach('audio.transcribe').map(({ json }) => json.text),
		items.map(({ text }) => text),
	);
	assert.deepEqual(
		oneEach('audio.translate').map(({ json }) => json.text),
		items.map(({ text }) => `[English] ${text}`),
	);
});

test('Models and balance are asked for once, whatever the number of items.', () => {
	const models = outputsOf('model.getMany').map(({ json }) => json.id);
	assert.deepEqual(models.sort(), ['ernie-bot', 'ernie-bot-4', 'ernie-bot-turbo']);
	const [{ json }, ...others] = outputsOf('account.getBalance');
	assert.deepEqual(others, []);
	assert.equal(json.unit, 'points');
	assert.ok(json.available > 0 && json.available <= json.granted);
});

test("A request of one's own goes to any route.", () => {
	for (const { json } of oneEach('request.send')) {
		assert.equal(json.status, 200);
		assert.equal(json.body.data[0].embedding.length, 4);
		assert.deepEqual(json.usage, json.body.usage);
	}
});

test('Every output says what it cost; by hand it is the same.', () => {
	for (const operation of Object.keys(rows)) {
		for (const { json } of outputsOf(operation)) {
			const { cost, usage, images, task } = json;
			if (task !== undefined) {
				const stated = task.points === null ? null : { amount: task.points, unit: 'points' };
				assert.deepEqual(cost, stated, operation);
			} else if (cost === null) {
				// Nobody tells the tokens of sound (some tell its seconds), or of Claude's old route.
				assert.ok(!usage || usage.type === 'duration', operation);
			} else {
				const sent = usage?.prompt_tokens ?? usage?.input_tokens ?? usage?.total_tokens ?? 0;
				const answered = usage?.completion_tokens ?? usage?.output_tokens ?? 0;
				const pictures = operation.startsWith('image.') ? images.length : 0;
				const byHand = (sent * price.in + answered * price.out) / 1e6 + pictures * price.picture;
				assert.equal(cost.unit, 'CNY', operation);
				assert.ok(
					Math.abs(cost.amount - byHand) < 1e-12,
					`${operation}: ${cost.amount}, ${byHand}`,
				);
			}
		}
	}
});
