import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { after, mock, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { http } from '../../http.mjs';
import { startGateway } from '../gateway.mjs';
import { encodePng, isPng, sizeOfPng } from '../images/png.mjs';
import { testClient } from '../testClient.mjs';
import { Credit } from '../credit.mjs';
import { tell } from './callback.mjs';
import { TaskQueue } from './queue.mjs';

const client = testClient();
const red = encodePng({ width: 40, height: 24 }, [[255, 0, 0]], () => new Uint8Array(40));
const base64 = red.toString('base64');
const dataUrl = `data:image/png;base64,${base64}`;
const headers = () => ({ authorization: `Bearer ${client.gateway.key}` });

/** The answer as text: in JSON.parse an ID would lose digits. */
const textFrom = async (url, headers, data) => {
	const method = data === undefined ? 'GET' : 'POST';
	return (await http({ url, method, headers, data, responseType: 'text' })).data;
};
const bytesAt = async (url) => (await http(url, { responseType: 'arraybuffer' })).data;
const textOf = async (path, body) => await textFrom(client.gateway.url + path, headers(), body);
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
	const picture = await bytesAt(task.image_urls[1]);
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
	const bytes = async ({ task }) => await bytesAt(task.image_urls[0]);
	assert.notDeepEqual(await bytes(one), await bytes(other));
	// (5 + 6) × 0.589824 megapixels × 20 steps / 2.5
	const priced = { ...draw, width: 768, height: 768, enable_control_net: true };
	const large = await textOf('/sd/txt2img', { ...priced, control_net_params: [unit] });
	assert.equal((await ended(`/sd/task/${bareId(large)}`)).task.point, 52);
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
	await refused({ negative_prompts: 'text' }, 'negative_prompts');
	await refused({ positive_prompts: ['a cat', 5] }, 'positive_prompts');
	await refused({ translate_prompt: 'yes' }, 'translate_prompt');
	await refused({ cfg_scale: 31 }, 'cfg_scale');
	await refused({ steps: 1.5 }, 'steps');
	await refused({ batch_size: 17 }, 'batch_size');
	await refused({ main_model_id: '1' }, 'main_model_id');
	const unit = { control_net_img: base64 };
	const four = { enable_control_net: true, control_net_params: [unit, unit, unit, unit] };
	await refused(four, 'control_net_params');
	await refused(
		{ enable_control_net: true, control_net_params: [{ control_net_img: 'x' }] },
		'control_net_img',
	);
	const unitRefused = (more, param) =>
		refused({ enable_control_net: true, control_net_params: [{ ...unit, ...more }] }, param);
	await unitRefused({ control_net_img: `!${base64}` }, 'control_net_img');
	await unitRefused({ control_weight: 3 }, 'control_weight');
	await unitRefused({ control_mode: 1 }, 'control_mode');
	await unitRefused({ weight: 1 }, 'weight');
	await client.refused('/sd/img2img', draw, 'reference_image');
	const referred = { ...draw, reference_image: base64 };
	await client.refused('/sd/img2img', { ...referred, reference_scale: 2 }, 'reference_scale');
	await client.refused('/sd/img2img', { ...referred, reference_image: 'x' }, 'reference_image');
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
	assert.deepEqual([sd.task.image_urls, mj.task.imageUrl, mj.task.buttons], [[], '', []]);
	const wish = { prompt: 'Impossible!', bot_type: 'NIJI_JOURNEY' };
	const own = await ended(`/mj/task/${bareId(await textOf('/mj/submit/imagine', wish))}/fetch`);
	assert.deepEqual(
		[own.task.status, own.task.fail_reason],
		['FAILURE', 'The picture could not be made'],
	);
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
	const labels = task.buttons.map(({ label }) => label);
	assert.deepEqual(labels, ['U1', 'U2', 'U3', 'U4', '', 'V1', 'V2', 'V3', 'V4', 'Custom Zoom']);
	assert.equal(task.buttons[4].emoji, '\u{1F504}');
	assert.match(task.buttons[0].customId, /^MJ::JOB::upsample::1::[\da-f-]{36}$/);
	const picture = await bytesAt(task.imageUrl);
	assert.deepEqual(sizeOfPng(picture), { width: 256, height: 256 });
	const pressed = { taskId: task.id, customId: task.buttons[0].customId };
	const upscaled = await client.answer('/mj/submit/action', pressed);
	const { task: large } = await ended(`/mj/task/${upscaled.result}/fetch`);
	assert.equal(large.action, 'UPSCALE');
	assert.deepEqual(
		large.buttons.map(({ label }) => label),
		['Vary (Subtle)', 'Zoom Out 2x', 'Custom Zoom'],
	);
	const changed = { taskId: task.id, action: 'VARIATION', index: 2 };
	const varied = await client.answer('/mj/submit/change', changed);
	assert.equal((await ended(`/mj/task/${varied.result}/fetch`)).task.buttons.length, 10);
	const { result } = await client.answer('/mj/submit/describe', { base64: dataUrl });
	const { task: described } = await ended(`/mj/task/${result}/fetch`);
	const lines = described.properties.finalPrompt.split('\n\n');
	for (const [position, line] of lines.entries())
		assert.match(
			line,
			new RegExp(`^${position + 1}\\u{FE0F}\\u{20E3} A .*#[\\da-f]{6}, 40 by 24$`, 'u'),
		);
	assert.equal(new Set(lines.map((line) => line.slice(1))).size, 4);
	assert.equal(described.promptEn, described.properties.finalPrompt);
	assert.equal(described.imageUrl, '');
	const blended = await client.answer('/mj/submit/blend', { base64Array: [dataUrl, dataUrl] });
	assert.equal((await ended(`/mj/task/${blended.result}/fetch`)).task.action, 'BLEND');

	const zoom = { taskId: large.id, customId: large.buttons[2].customId };
	const window = await client.answer('/mj/submit/action', zoom);
	assert.deepEqual([window.code, window.properties.finalPrompt], [21, 'a cat --zoom 2']);
	const open = await ended(`/mj/task/${window.result}/fetch`);
	assert.equal(open.task.status, 'MODAL');
	const answered = { taskId: window.result, prompt: 'a dog', maskBase64: dataUrl };
	const { code, result: same } = await client.answer('/mj/submit/modal', answered);
	assert.deepEqual([code, same], [1, window.result]);
	assert.equal((await client.answer('/mj/submit/modal', answered)).code, 4);
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
	assert.ok(Math.abs(Date.parse(`${task.submit_time}+08:00`) - Date.now()) < 60_000);

	const wishes = {
		action: { task_id: id, custom_id: task.buttons[1].custom_id },
		change: { task_id: id, action: 'REROLL' },
		blend: { base64_array: [dataUrl, dataUrl] },
		describe: { base64: dataUrl, notify_hook: 'http://x.invalid/' },
	};
	const ends = {};
	for (const [route, wish] of Object.entries(wishes)) {
		const own = bareId(await textOf(`/mj/submit/${route}`, wish));
		ends[route] = await ended(`/mj/task/${own}/fetch`);
		assert.equal(bareId(ends[route].text), own);
	}
	const seen = Object.values(ends).map(({ task: end }) => [end.action, end.status, end.point]);
	assert.deepEqual(seen, [
		['UPSCALE', 'SUCCESS', 10],
		['REROLL', 'SUCCESS', 50],
		['BLEND', 'SUCCESS', 100],
		['DESCRIBE', 'SUCCESS', 50],
	]);
	assert.match(ends.describe.task.prompt, /40 by 24/);

	const zoom = { task_id: id, custom_id: task.buttons[9].custom_id };
	const window = bareId(await textOf('/mj/submit/action', zoom));
	const { task: open } = await ended(`/mj/task/${window}/fetch`);
	assert.deepEqual([open.status, open.start_time, open.progress], ['MODAL', '', '0%']);
	const answer = await textOf('/mj/submit/modal', { task_id: window, prompt: 'a dog' });
	assert.equal(bareId(answer), window);
	await pause(50);
	const { task: zoomed } = await ended(`/mj/task/${window}/fetch`);
	assert.deepEqual([zoomed.status, zoomed.prompt, zoomed.point], ['SUCCESS', 'a dog', 50]);
});

test('Midjourney takes points by its price list, and its speeds stand in front of its paths.', async () => {
	const cost = async (path, wish) => {
		const before = await available();
		const { code, result } = await client.answer(path, wish);
		assert.ok(code === 1 || code === 21, String(code));
		return { result, points: Math.round(before - (await available())) };
	};
	const { result, points } = await cost('/mj-turbo/mj/submit/imagine', { prompt: 'a cat' });
	assert.equal(points, 100);
	const { task } = await ended(`/mj-relax/mj/task/${result}/fetch`);
	const costs = {
		UPSCALE: await cost('/mj/submit/change', { taskId: result, action: 'UPSCALE', index: 4 }),
		VARIATION: await cost('/mj/submit/action', {
			taskId: result,
			customId: task.buttons[5].customId,
		}),
		ZOOM: await cost('/mj/submit/action', { taskId: result, customId: task.buttons[9].customId }),
		DESCRIBE: await cost('/mj/submit/describe', { base64: dataUrl }),
		BLEND: await cost('/mj/submit/blend', { base64Array: [dataUrl, dataUrl] }),
	};
	assert.deepEqual(
		Object.values(costs).map((each) => each.points),
		[10, 50, 50, 50, 100],
	);
	const slow = await client.post('/mj-slow/mj/submit/imagine', { prompt: 'a cat' });
	assert.equal(slow.status, 404);
});

test('Nobody knows the task of another queue, of another path, or without a key.', async () => {
	const look = (path, sent = headers()) => http(client.gateway.url + path, { headers: sent });
	const sd = bareId(await textOf('/sd/txt2img', draw));
	const { result: mj } = await client.answer('/mj/submit/imagine', { prompt: 'a cat' });
	for (const id of ['1', mj]) {
		const response = await look(`/sd/task/${id}`);
		assert.equal(response.status, 404);
		const { error } = response.data;
		assert.deepEqual(Object.keys(error), ['message', 'type', 'param', 'code']);
		assert.equal(error.message, 'task not found');
	}
	for (const id of ['1', sd]) {
		const response = await look(`/mj/task/${id}/fetch`);
		assert.deepEqual([response.status, response.data], [200, '']);
		const changed = { taskId: id, action: 'UPSCALE', index: 1 };
		assert.equal((await client.answer('/mj/submit/change', changed)).code, 3);
	}
	assert.equal((await look(`/mj/task/${mj}`)).status, 404);
	assert.equal((await look(`/mj/task/${mj}/fetch`, {})).status, 401);
	assert.equal((await look(`/sd/task/${sd}`, {})).status, 401);
	const { tasks, submits } = client.gateway;
	for (const path of ['/sd/txt2img', '/sd/img2img', '/mj/submit/imagine', '/mj/submit/modal'])
		assert.equal((await client.post(path, draw, {})).status, 401);
	assert.deepEqual([client.gateway.tasks, client.gateway.submits], [tasks, submits]);
});

test('Submissions are counted, and so are those that were taken on.', async () => {
	const { tasks, submits } = client.gateway;
	await client.answer('/sd/txt2img', draw);
	await client.answer('/mj/submit/imagine', { prompt: 'a cat' });
	await client.answer('/mj/submit/imagine', { prompt: 'a forbidden cat' });
	await client.refused('/sd/img2img', draw, 'reference_image');
	await client.answer('/mj/submit/modal', { taskId: '1' });
	assert.equal(client.gateway.tasks - tasks, 2);
	assert.equal(client.gateway.submits - submits, 5);
});

test('Midjourney refuses under status 200, with a code.', async () => {
	const code = async (route, body) => (await client.answer(`/mj/submit/${route}`, body)).code;
	assert.equal(await code('imagine', { prompt: ' ' }), 4);
	assert.equal(await code('imagine', { prompt: 'a forbidden cat' }), 24);
	assert.equal(await code('blend', { base64Array: [dataUrl] }), 4);
	assert.equal(await code('describe', { base64: 'x' }), 4);
	assert.equal(await code('describe', { base64 }), 4);
	// The beginning of a PNG, without its size.
	assert.equal(await code('describe', { base64: 'data:image/png;base64,iVBORw0KGgo=' }), 4);
	assert.equal(await code('imagine', { prompt: 'a cat', state: 5 }), 4);
	assert.equal(await code('imagine', { prompt: 'a cat', notifyHook: 'nowhere' }), 4);
	assert.equal(await code('imagine', { prompt: 'a cat', notifyHook: 5 }), 4);
	assert.equal(await code('blend', { base64Array: Array(6).fill(dataUrl) }), 4);
	assert.equal(await code('change', { taskId: '1', action: 'UPSCALE', index: 1 }), 3);
	assert.equal(await code('action', { taskId: 1, customId: 'x' }), 3);
	assert.equal(await code('modal', { taskId: '1' }), 3);
	const banned = await client.answer('/mj/submit/imagine', { prompt: 'forbidden' });
	assert.deepEqual(banned.properties, { promptEn: 'forbidden', bannedWord: 'forbidden' });

	const { result } = await client.answer('/mj/submit/imagine', { prompt: 'a cat' });
	const change = (more) => code('change', { taskId: result, action: 'UPSCALE', index: 1, ...more });
	assert.equal(await change({}), 4);
	assert.equal(await code('modal', { taskId: result }), 4);
	const { task } = await ended(`/mj/task/${result}/fetch`);
	assert.equal(await change({ action: 'PAINT' }), 4);
	assert.equal(await change({ index: 5 }), 4);
	assert.equal(await change({ index: undefined }), 4);
	assert.equal(await code('action', { taskId: result, customId: 'x' }), 3);
	const zoom = { taskId: result, customId: task.buttons[9].customId };
	const window = await client.answer('/mj/submit/action', zoom);
	const answer = (more) => code('modal', { taskId: window.result, ...more });
	assert.equal(await answer({ prompt: 5 }), 4);
	assert.equal(await answer({ maskBase64: 'x' }), 4);
	assert.equal(await answer({ prompt: 'forbidden' }), 24);
	assert.equal(await answer({}), 1);
});

test('The end of a task is told three times, as it would be asked for, without the key.', async () => {
	const told = [];
	const { url } = await listener(async (request) => {
		let body = '';
		for await (const part of request) body += part;
		told.push({ headers: request.headers, body, at: Date.now() });
		return 200;
	});
	const wishes = [
		{ prompt: 'a cat', notifyHook: `${url}/hook` },
		{ prompt: 'an impossible cat', notify_hook: `${url}/hook` },
	];
	for (const wish of wishes) {
		told.length = 0;
		const submitted = await textOf('/mj/submit/imagine', wish);
		const id = bareId(submitted) ?? JSON.parse(submitted).result;
		await until(() => told.length === 3);
		const shown = await textOf(`/mj/task/${id}/fetch`);
		assert.match(shown, /"(SUCCESS|FAILURE)"/);
		for (const { headers: sent, body } of told) {
			assert.equal(body, shown);
			assert.match(sent['content-type'], /^application\/json/);
			assert.equal(sent.authorization, undefined);
		}
		assert.ok(told[2].at - told[0].at > 300);
		await pause(300);
		assert.equal(told.length, 3);
	}
});

test('The end is told to this computer only, and where the client listens badly it does no harm.', async (t) => {
	const { signal } = new AbortController();
	const called = t.mock.method(http, 'post', async () => ({ data: Readable.from([]) }));
	for (const host of ['example.com', '10.0.0.1', '127.0.0.1.example.com', 'localhost.example.com'])
		await tell(`http://${host}/`, '{}', signal);
	assert.equal(called.mock.callCount(), 0);
	for (const host of ['127.0.0.1:9', 'localhost', '[::1]', '127.1'])
		await tell(`http://${host}/`, '{}', signal);
	assert.equal(called.mock.callCount(), 4);
	called.mock.restore();

	const paths = [];
	const { url } = await listener(async (request, response) => {
		paths.push(request.url);
		response.setHeader('location', '/elsewhere');
		return 307;
	});
	await tell(`${url}/hook`, '{}', signal);
	await tell('http://127.0.0.1:9/', '{}', signal);
	assert.deepEqual(paths, ['/hook']);
});

test('A task waits for its turn, runs with a progress that grows, and tells its times as they come.', async () => {
	const { send, look, close } = await gatewayWith({ taskSlots: 1, taskTime: 400 });
	const [first, second] = [
		bareId(await send('/sd/txt2img', draw)),
		bareId(await send('/sd/txt2img', draw)),
	];
	const imagined = bareId(await send('/mj/submit/imagine', { prompt: 'a cat', base64_array: [] }));
	const waiting = JSON.parse(await look(`/sd/task/${second}`));
	assert.deepEqual(
		[waiting.status, waiting.progress, waiting.start_time, waiting.finish_time],
		['Queuing', '0%', '', ''],
	);
	// Midjourney has a queue of its own.
	const begun = JSON.parse(await look(`/mj/task/${imagined}/fetch`));
	assert.deepEqual([begun.status, begun.finish_time], ['IN_PROGRESS', '']);
	assert.notEqual(begun.start_time, '');
	const seen = [];
	await until(async () => {
		const { status, progress, finish_time } = JSON.parse(await look(`/sd/task/${first}`));
		seen.push({ status, progress: parseInt(progress), finish_time });
		return status === 'Finished';
	});
	const running = seen.filter(({ status }) => status === 'Running');
	assert.ok(running.every(({ finish_time }) => finish_time === ''));
	const progress = running.map((each) => each.progress);
	assert.ok(new Set(progress).size > 3, progress.join());
	assert.ok(Math.max(...progress) < 100);
	assert.deepEqual(
		progress,
		progress.toSorted((one, other) => one - other),
	);
	assert.equal(JSON.parse(await look(`/sd/task/${second}`)).status, 'Running');
	await close();
});

test('Only some tasks run at a time, and a queue that is full takes no more.', async () => {
	const options = { taskSlots: 1, taskTime: 60_000, taskQueue: 2 };
	const { gateway, send, look, close } = await gatewayWith(options);
	const cat = { prompt: 'a cat' };
	const answers = [];
	for (let sent = 0; sent < 4; sent++)
		answers.push(JSON.parse(await send('/mj/submit/imagine', cat)));
	assert.deepEqual(
		answers.map(({ code }) => code),
		[1, 1, 1, 23],
	);
	assert.equal(gateway.tasks, 3);
	const statuses = [];
	for (const { result } of answers.slice(0, 3))
		statuses.push(JSON.parse(await look(`/mj/task/${result}/fetch`)).status);
	assert.deepEqual(statuses, ['IN_PROGRESS', 'SUBMITTED', 'SUBMITTED']);
	const drawn = [];
	for (let sent = 0; sent < 4; sent++) drawn.push(await send('/sd/txt2img', draw));
	assert.ok(drawn.slice(0, 3).every(bareId), drawn.join());
	assert.equal(JSON.parse(drawn[3]).error.code, 'queue_full');
	assert.deepEqual([gateway.tasks, gateway.submits], [6, 8]);
	await close();
});

test('The answer to a window needs a place in the queue, too.', async () => {
	const { send, look, close } = await gatewayWith({ taskSlots: 1, taskTime: 150, taskQueue: 1 });
	const submit = async (route, wish) => JSON.parse(await send(`/mj/submit/${route}`, wish));
	const { result: id } = await submit('imagine', { prompt: 'a cat' });
	const finished = async () => JSON.parse(await look(`/mj/task/${id}/fetch`));
	await until(async () => (await finished()).status === 'SUCCESS');
	const [{ customId }] = (await finished()).buttons.slice(-1);
	const { result: taskId } = await submit('action', { taskId: id, customId });
	await submit('imagine', { prompt: 'a cat' });
	await submit('imagine', { prompt: 'a cat' });
	assert.equal((await submit('modal', { taskId })).code, 23);
	assert.equal(JSON.parse(await look(`/mj/task/${taskId}/fetch`)).status, 'MODAL');
	await pause(200);
	assert.equal((await submit('modal', { taskId })).code, 1);
	await close();
});

test('After closing nothing runs, and a task that runs keeps no process alive.', async () => {
	const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
	const newQueue = () => new TaskQueue({ credit: new Credit(1000), slots: 1, time: 50, most: 10 });
	const work = mock.fn(() => ({}));
	const submit = (queue) => queue.submit({ points: 1, request: {}, work, show: () => '{}' });
	const before = timers();
	const [busy, idle] = [newQueue(), newQueue()];
	const [running, waiting] = [submit(busy), submit(busy)];
	assert.equal(timers(), before);
	busy.close();
	idle.close();
	const late = submit(idle);
	await pause(150);
	assert.equal(work.mock.callCount(), 0);
	const states = [running, waiting, late].map(({ state }) => state);
	assert.deepEqual(states, ['running', 'waiting', 'waiting']);
});

test('Closing breaks off the call that tells of an end, and makes no more of them.', async () => {
	let calls = 0;
	let isGone = false;
	const { url } = await listener(async (request) => {
		calls++;
		request.socket.once('close', () => (isGone = true));
		return await new Promise(() => {});
	});
	const { send, close } = await gatewayWith({ taskTime: 20 });
	await send('/mj/submit/imagine', { prompt: 'a cat', notifyHook: url });
	await until(() => calls > 0);
	const told = calls;
	await close();
	await pause(500);
	assert.deepEqual([isGone, calls], [true, told]);
});

/** A gateway with options of its own. @param {Parameters<typeof startGateway>[0]} options */
async function gatewayWith(options) {
	const gateway = await startGateway(options);
	after(() => gateway.close().catch(() => {}));
	const request = async (path, body) =>
		await textFrom(gateway.url + path, { authorization: `Bearer ${gateway.key}` }, body);
	return {
		gateway,
		send: request,
		look: request,
		close: () => gateway.close(),
	};
}

/** A server that a gateway calls back. @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<number>} answer */
async function listener(answer) {
	const server = createServer(async (request, response) => {
		response.statusCode = await answer(request, response);
		response.end();
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	after(() => {
		server.close();
		server.closeAllConnections();
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return { url: `http://127.0.0.1:${port}` };
}

/** @param {() => boolean | Promise<boolean>} look */
async function until(look) {
	for (let looks = 0; looks < 250; looks++) {
		if (await look()) return;
		await pause(20);
	}
	assert.fail('It did not happen within five seconds');
}
