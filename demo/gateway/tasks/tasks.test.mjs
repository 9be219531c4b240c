import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startGateway } from '../gateway.mjs';
import { encodePng, isPng, sizeOfPng } from '../images/png.mjs';
import { testClient } from '../testClient.mjs';

const client = testClient();
const red = encodePng({ width: 40, height: 24 }, [[255, 0, 0]], () => new Uint8Array(40));
const base64 = red.toString('base64');
const dataUrl = `data:image/png;base64,${base64}`;
const headers = () => ({ authorization: `Bearer ${client.gateway.key}` });

/** The answer as text: in JSON.parse an ID would lose digits. */
const textOf = async (path, body) =>
	await (
		body === undefined
			? await fetch(client.gateway.url + path, { headers: headers() })
			: await client.post(path, body)
	).text();
const bareId = (text) => /"task_id":(\d{19})\b/.exec(text)?.[1];
const available = async () =>
	(await client.get('/dashboard/billing/credit_grants')).total_available;

/** Looks at a task until it is over; gives every status on the way. */
async function ended(path) {
	const statuses = new Set();
	for (;;) {
		const text = await textOf(path);
		const task = JSON.parse(text);
		statuses.add(task.status);
		if (task.status === 'MODAL' || /^(Finished|Error|SUCCESS|FAILURE)$/.test(task.status))
			return { task, text, statuses: [...statuses] };
		await pause(20);
	}
}

const draw = { main_model_id: 1, positive_prompts: ['a cat'], width: 64, height: 48, steps: 20 };

test('Stable Diffusion: a submission gives a bare ID, and the task ends in pictures.', async () => {
	const before = await available();
	const submitted = await textOf('/sd/txt2img', {
		...draw,
		width: 512,
		height: 512,
		batch_size: 2,
	});
	const id = bareId(submitted);
	assert.ok(id, submitted);
	const { task, text, statuses } = await ended(`/sd/task/${id}`);
	assert.equal(bareId(text), id);
	assert.ok(statuses.includes('Running'), statuses.join());
	assert.equal(task.status, 'Finished');
	assert.equal(task.progress, '100%');
	assert.equal(task.image_urls.length, 2);
	assert.match(task.finish_time, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
	// 5 × 0.262144 megapixels × 20 steps × 2 pictures / 2.5
	assert.equal(task.point, 21);
	assert.equal(Math.round(before - (await available())), 21);
	const picture = Buffer.from(await (await fetch(task.image_urls[1])).arrayBuffer());
	assert.ok(isPng(picture));
	assert.deepEqual(sizeOfPng(picture), { width: 512, height: 512 });
});

test('Stable Diffusion: every documented member is taken, a picture changes the result.', async () => {
	const unit = {
		control_net_img: base64,
		control_pre_set_id: '1',
		control_weight: 1,
		model_id: 1,
		pre_processor_id: 2,
		starting_control_step: 0,
		ending_control_step: 20,
		control_mode: 'Balanced',
		resize_mode: 'Just Resize',
		pre_processor_resolution: 512,
		param_1_value: 0.5,
		param_2_value: 1.5,
	};
	const whole = {
		...draw,
		batch_size: 1,
		cfg_scale: 7.5,
		seed: -1,
		sampler: 'DPM++ 2M Karras',
		clip_skip: 2,
		translate_prompt: true,
		negative_prompts: ['text'],
		enable_control_net: true,
		control_net_params: [unit, unit, unit],
		use_custom_main_model_vae: true,
	};
	const one = await ended(`/sd/task/${bareId(await textOf('/sd/txt2img', whole))}`);
	const reference = { ...whole, reference_image: base64, reference_scale: 0.5 };
	const other = await ended(`/sd/task/${bareId(await textOf('/sd/img2img', reference))}`);
	const bytes = async ({ task }) => await (await fetch(task.image_urls[0])).text();
	assert.notEqual(await bytes(one), await bytes(other));
});

test('Stable Diffusion: what cannot be done is refused, naming the member, and costs nothing.', async () => {
	const before = await available();
	const refused = (more, param) => client.refused('/sd/txt2img', { ...draw, ...more }, param);
	await refused({ positive_prompts: 'a cat' }, 'positive_prompts');
	await refused({ positive_prompts: [] }, 'positive_prompts');
	await refused({ width: 0 }, 'width');
	await refused({ seed: 'lucky' }, 'seed');
	await refused({ sampler: 'Magic' }, 'sampler');
	await refused({ prompt: 'a cat' }, 'prompt');
	await refused({ reference_image: base64 }, 'reference_image');
	await refused({ enable_control_net: true }, 'enable_control_net');
	const unit = { control_net_img: base64 };
	const four = { enable_control_net: true, control_net_params: [unit, unit, unit, unit] };
	await refused(four, 'control_net_params');
	await refused(
		{ enable_control_net: true, control_net_params: [{ control_net_img: 'x' }] },
		'control_net_img',
	);
	await client.refused('/sd/img2img', draw, 'reference_image');
	await client.refused('/sd/task/1', undefined, null, 405);
	assert.equal(await available(), before);
});

test('A task that fails says why, and its points come back.', async () => {
	const before = await available();
	const impossible = { ...draw, positive_prompts: ['an impossible cat'] };
	const sd = await ended(`/sd/task/${bareId(await textOf('/sd/txt2img', impossible))}`);
	assert.equal(sd.task.status, 'Error');
	assert.equal(sd.task.error_message, 'The picture could not be made');
	const { result } = await client.answer('/mj/submit/imagine', { prompt: 'impossible' });
	const mj = await ended(`/mj/task/${result}/fetch`);
	assert.deepEqual([mj.task.status, mj.task.failReason], ['FAILURE', sd.task.error_message]);
	assert.equal(await available(), before);
});

test('Midjourney, as in midjourney-proxy: picture, buttons, enlargement, description, blend.', async () => {
	const imagined = await client.answer('/mj-fast/mj/submit/imagine', {
		prompt: 'a cat',
		state: 'x',
	});
	assert.equal(imagined.code, 1);
	const { task, statuses } = await ended(`/mj/task/${imagined.result}/fetch`);
	assert.ok(statuses.includes('IN_PROGRESS'));
	assert.deepEqual([task.id, task.action, task.state], [imagined.result, 'IMAGINE', 'x']);
	assert.ok(task.finishTime > task.submitTime);
	assert.equal(task.buttons.length, 9);
	const pressed = { taskId: task.id, customId: task.buttons[0].customId };
	const upscaled = await client.answer('/mj/submit/action', pressed);
	const { task: large } = await ended(`/mj/task/${upscaled.result}/fetch`);
	assert.equal(large.action, 'UPSCALE');
	const changed = { taskId: task.id, action: 'VARIATION', index: 2 };
	const varied = await client.answer('/mj/submit/change', changed);
	assert.equal((await ended(`/mj/task/${varied.result}/fetch`)).task.buttons.length, 9);
	const { result } = await client.answer('/mj/submit/describe', { base64: dataUrl });
	const { task: described } = await ended(`/mj/task/${result}/fetch`);
	assert.match(described.properties.finalPrompt, /40 by 24/);
	assert.equal(described.imageUrl, '');
	const blended = await client.answer('/mj/submit/blend', { base64Array: [dataUrl, dataUrl] });
	assert.equal((await ended(`/mj/task/${blended.result}/fetch`)).task.action, 'BLEND');

	const zoom = { taskId: large.id, customId: large.buttons[2].customId };
	const window = await client.answer('/mj/submit/action', zoom);
	assert.deepEqual([window.code, window.properties.finalPrompt], [21, 'a cat --zoom 2']);
	const open = await ended(`/mj/task/${window.result}/fetch`);
	assert.equal(open.task.status, 'MODAL');
	await client.answer('/mj/submit/modal', { taskId: window.result, prompt: 'a dog' });
	await pause(50);
	assert.equal((await ended(`/mj/task/${window.result}/fetch`)).task.prompt, 'a dog');
});

test("Midjourney, as in AIGC2D's own object: bare IDs, dates, points.", async () => {
	const submitted = await textOf('/mj/submit/imagine', {
		prompt: 'a cat',
		notify_hook: 'http://x.invalid/',
	});
	const id = bareId(submitted);
	const { task, text } = await ended(`/mj/task/${id}/fetch`);
	assert.equal(bareId(text), id);
	assert.equal(task.point, 100);
	assert.match(task.submit_time, /^\d{4}-\d\d-\d\d \d\d/);
	assert.match(task.image_url, /\/pictures\//);
	const action = { task_id: id, custom_id: task.buttons[1].custom_id };
	assert.ok(bareId(await textOf('/mj/submit/action', action)));
});

test('Midjourney refuses under status 200, with a code.', async () => {
	const code = async (route, body) => (await client.answer(`/mj/submit/${route}`, body)).code;
	assert.equal(await code('imagine', { prompt: ' ' }), 4);
	assert.equal(await code('imagine', { prompt: 'a forbidden cat' }), 24);
	assert.equal(await code('blend', { base64Array: [dataUrl] }), 4);
	assert.equal(await code('describe', { base64: 'x' }), 4);
	assert.equal(await code('change', { taskId: '1', action: 'UPSCALE', index: 1 }), 3);
	assert.equal(await code('action', { taskId: 1, customId: 'x' }), 3);
	assert.equal(await code('modal', { taskId: '1' }), 3);
	assert.equal(await textOf('/mj/task/1/fetch'), '');
});

test('The end of a task is told three times, without the key.', async () => {
	const told = [];
	const server = createServer(async (request, response) => {
		let text = '';
		for await (const part of request) text += part;
		told.push({ headers: request.headers, task: JSON.parse(text) });
		response.end();
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	after(() => server.close());
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	const notifyHook = `http://127.0.0.1:${port}/hook`;
	const { result } = await client.answer('/mj/submit/imagine', { prompt: 'a cat', notifyHook });
	for (let waited = 0; told.length < 3 && waited < 200; waited++) await pause(20);
	assert.deepEqual(
		told.map(({ task }) => [task.id, task.status]),
		Array(3).fill([result, 'SUCCESS']),
	);
	assert.ok(told.every(({ headers: sent }) => sent.authorization === undefined));
	server.closeAllConnections();
});

test('Only some tasks run at a time, and a queue that is full takes no more.', async () => {
	const small = await startGateway({ taskSlots: 1, taskTime: 60_000, taskQueue: 2 });
	const send = async () => {
		const response = await fetch(`${small.url}/mj/submit/imagine`, {
			method: 'POST',
			headers: { authorization: `Bearer ${small.key}`, 'content-type': 'application/json' },
			body: '{"prompt":"a cat"}',
		});
		return await response.json();
	};
	const answers = [await send(), await send(), await send(), await send()];
	assert.deepEqual(
		answers.map(({ code }) => code),
		[1, 1, 1, 23],
	);
	assert.equal(small.tasks, 3);
	const statuses = [];
	for (const { result } of answers.slice(0, 3)) {
		const url = `${small.url}/mj/task/${result}/fetch`;
		const response = await fetch(url, { headers: { authorization: `Bearer ${small.key}` } });
		statuses.push((await response.json()).status);
	}
	assert.deepEqual(statuses, ['IN_PROGRESS', 'SUBMITTED', 'SUBMITTED']);
	await small.close();
});
