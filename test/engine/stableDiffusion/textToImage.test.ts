import type { IDataObject } from 'n8n-workflow';
import { samplers } from '../../../nodes/Aigc2d/resources/stableDiffusion/fields';
import { key } from '../../support/chat';
import { binary, bytesOf, png } from '../../support/files';
import { lines, picture, queue, runTask, sendText, taken, taskId } from '../../support/tasks';

const operation = 'stableDiffusion.textToImage';

// The first look at a task is after two seconds.
jest.setTimeout(30_000);
const asked = { prompt: 'a lighthouse', waitForCompletion: false };

const submit = (parameters: IDataObject = {}, files?: object) =>
	runTask(queue([]), operation, { ...asked, ...parameters }, files);

const plain = {
	main_model_id: 1,
	positive_prompts: ['a lighthouse'],
	width: 512,
	height: 512,
};

test.concurrent('without waiting, the item is the task; its ID keeps all its digits', async () => {
	const run = await submit();
	expect(lines(run)).toEqual(['POST /sd/txt2img']);
	expect(run.requests[0]).toMatchObject({ headers: { authorization: `Bearer ${key}` } });
	expect(run.requests[0]?.body).toEqual(plain);
	expect(run.items).toEqual([
		{
			json: {
				task: {
					id: taskId,
					action: 'TEXT_TO_IMAGE',
					status: 'queued',
					status_sent: null,
					progress: 0,
					prompt: 'a lighthouse',
					submitted_at: null,
					started_at: null,
					finished_at: null,
					image_urls: [],
					buttons: [],
					fail_reason: null,
					points: null,
					points_estimated: 10,
				},
				images: [],
				usage: null,
				request: expect.objectContaining({ sent: 1, attempts: 1 }),
			},
			pairedItem: { item: 0 },
		},
	]);
});

test.concurrent.each<[string, IDataObject, object]>([
	['Model ID', { mainModelId: '7' }, { main_model_id: 7 }],
	[
		'several prompts, one a line',
		{ prompt: 'a lighthouse\n\n dusk ' },
		{ positive_prompts: ['a lighthouse', 'dusk'] },
	],
	['prompts by expression', { prompt: '={{ ["a", "b"] }}' }, { positive_prompts: ['a', 'b'] }],
	['Width and Height', { width: 768, height: '1024' }, { width: 768, height: 1024 }],
	['Batch Size', { options: { batchSize: 4 } }, { batch_size: 4 }],
	['CFG Scale', { options: { cfgScale: 0 } }, { cfg_scale: 0 }],
	['Clip Skip', { options: { clipSkip: 2 } }, { clip_skip: 2 }],
	[
		'Negative Prompt',
		{ options: { negativePrompt: 'text\nblur' } },
		{ negative_prompts: ['text', 'blur'] },
	],
	['an empty Negative Prompt', { options: { negativePrompt: '' } }, {}],
	['Seed', { options: { seed: -1 } }, { seed: -1 }],
	['Steps', { options: { steps: 30 } }, { steps: 30 }],
	['Translate Prompt', { options: { translatePrompt: false } }, { translate_prompt: false }],
	['the VAE', { options: { useCustomMainModelVae: true } }, { use_custom_main_model_vae: true }],
	[
		'Extra Body',
		{ options: { extraBody: '{"steps": 5, "lora": 3}', steps: 9 } },
		{ steps: 5, lora: 3 },
	],
	...samplers.map((sampler): [string, IDataObject, object] => [
		`Sampler ${sampler}`,
		{ options: { sampler } },
		{ sampler },
	]),
])('%s is sent', async (_what, parameters, members) => {
	const { requests } = await submit(parameters);
	expect(requests.map(({ body }) => body)).toEqual([{ ...plain, ...members }]);
});

test.concurrent('three ControlNet units are sent with every setting', async () => {
	const sketch = png(2, 2, [1, 2, 3]);
	const pose = png(2, 2, [9, 9, 9]);
	const settings = {
		controlMode: 'Balanced',
		endingControlStep: 18,
		modelId: 4,
		param1Value: 0.5,
		param2Value: -1.5,
		preProcessorId: 6,
		preProcessorResolution: 768,
		resizeMode: 'Resize and Fill',
		startingControlStep: 2,
		weight: 0.8,
	};
	const { requests, items } = await submit(
		{
			controlNet: {
				units: [
					{ binaryProperty: 'sketch', preset: '1', settings },
					{ binaryProperty: 'pose', preset: '2', settings: {} },
					{ binaryProperty: 'sketch', preset: '0', settings: {} },
				],
			},
			options: { steps: 20 },
			width: 768,
			height: 768,
		},
		{
			sketch: binary(sketch, 'image/png', 'sketch.png'),
			pose: binary(pose, 'application/octet-stream', 'pose'),
		},
	);
	expect(requests[0]?.body).toEqual({
		...plain,
		width: 768,
		height: 768,
		steps: 20,
		enable_control_net: true,
		control_net_params: [
			{
				control_net_img: sketch.toString('base64'),
				control_pre_set_id: '1',
				control_mode: 'Balanced',
				ending_control_step: 18,
				model_id: 4,
				param_1_value: 0.5,
				param_2_value: -1.5,
				pre_processor_id: 6,
				pre_processor_resolution: 768,
				resize_mode: 'Resize and Fill',
				starting_control_step: 2,
				control_weight: 0.8,
			},
			{ control_net_img: pose.toString('base64'), control_pre_set_id: '2' },
			{ control_net_img: sketch.toString('base64'), control_pre_set_id: '0' },
		],
	});
	// (5 + 3 × 6) × 0.589824 megapixels × 20 steps / 2.5
	expect(items[0]?.json.task).toMatchObject({ points_estimated: 109 });
});

test.concurrent('the estimate is that of the worked example of AIGC2D: 52 points', async () => {
	const { items } = await submit(
		{ width: 768, height: 768, controlNet: { units: [{ binaryProperty: 'data', preset: '1' }] } },
		{ data: binary(picture, 'image/png', 'a.png') },
	);
	expect(items[0]?.json.task).toMatchObject({ points: null, points_estimated: 52 });
});

test.concurrent('the picture is waited for and becomes a file of the item', async () => {
	const look = (status: string, more: string) =>
		`{"code":0,"message":"success","task_id":${taskId},"status":"${status}",${more}}`;
	const run = await runTask(
		queue([
			look('Running', '"progress":"45%","image_urls":[]'),
			look(
				'Finished',
				'"progress":"100%","point":11,"image_urls":["URL/pictures/1","URL/pictures/2"],"submit_time":"2026-11-25 08:00:00","start_time":"2026-11-25 08:00:01","finish_time":"2026-11-25 08:00:09","error_message":"","engine":"a"',
			),
		]),
		operation,
		{ ...asked, waitForCompletion: true, options: { batchSize: 2 } },
	);
	expect(lines(run)).toEqual([
		'POST /sd/txt2img',
		`GET /sd/task/${taskId}`,
		`GET /sd/task/${taskId}`,
		'GET /pictures/1',
		'GET /pictures/2',
	]);
	expect(run.requests.map(({ headers }) => headers.authorization !== undefined)).toEqual([
		true,
		true,
		true,
		false,
		false,
	]);
	const url = (number: number) =>
		expect.stringMatching(new RegExp(`^http://.*/pictures/${number}$`));
	expect(run.items[0]?.json).toEqual({
		task: {
			id: taskId,
			action: 'TEXT_TO_IMAGE',
			status: 'succeeded',
			status_sent: 'Finished',
			progress: 100,
			prompt: 'a lighthouse',
			submitted_at: '2026-11-25T00:00:00.000Z',
			started_at: '2026-11-25T00:00:01.000Z',
			finished_at: '2026-11-25T00:00:09.000Z',
			image_urls: [url(1), url(2)],
			buttons: [],
			fail_reason: null,
			points: 11,
			points_estimated: 21,
			engine: 'a',
		},
		images: [
			{ file: 'image', mime_type: 'image/png', url: url(1) },
			{ file: 'image_1', mime_type: 'image/png', url: url(2) },
		],
		usage: null,
		request: expect.objectContaining({ sent: 5, attempts: 5 }),
	});
	expect(bytesOf(run.items[0], 'image')).toEqual(picture);
	expect(bytesOf(run.items[0], 'image_1')).toEqual(picture);
});

test.concurrent(
	'paths of other gateways are used; one without {id} is asked with POST',
	async () => {
		const done = '{"data":[{"id":"t-1","status":"done","images":[{"url":"URL/pictures/1"}]}]}';
		const run = await runTask(queue([done], '{"data":{"taskId":"t-1"}}'), operation, {
			...asked,
			waitForCompletion: true,
			options: { path: '/api/submit/draw', taskPath: '/api/tasks' },
		});
		expect(lines(run)).toEqual(['POST /api/submit/draw', 'POST /api/tasks', 'GET /pictures/1']);
		expect(run.requests[1]?.body).toEqual({ task_id: 't-1' });
		expect(run.items[0]?.json).toMatchObject({ task: { id: 't-1', status: 'succeeded' } });
	},
);

const one = { json: {}, binary: { data: binary(picture, 'image/png', 'a.png') } };
const unit = { binaryProperty: 'data', preset: '1' };

test.concurrent.each<[string, IDataObject, string, RegExp]>([
	['an empty prompt', { prompt: ' ' }, 'Prompt', /^Prompt is empty/],
	[
		'a prompt that is an object',
		{ prompt: '={{ [{}] }}' },
		'Prompt',
		/^Prompt must be a text or a list/,
	],
	['width 0', { width: 0 }, 'Width (Pixels)', /must be a whole number from 16 to 4096, but is 0/],
	['a height of half a pixel', { height: 512.5 }, 'Height (Pixels)', /whole number/],
	['a seed that is a text', { options: { seed: 'lucky' } }, 'Seed', /but is "lucky"/],
	['151 steps', { options: { steps: 151 } }, 'Steps', /from 1 to 150, but is 151/],
	['17 pictures', { options: { batchSize: 17 } }, 'Batch Size', /from 1 to 16/],
	[
		'a sampler that does not exist',
		{ options: { sampler: 'Magic' } },
		'Sampler',
		/must be one of Euler a,/,
	],
	[
		'a path with a scheme',
		{ options: { path: 'https://evil.test/x' } },
		'Path',
		/must begin with \//,
	],
	['a task path that climbs', { options: { taskPath: '/a/../{id}' } }, 'Task Path', /two dots/],
	[
		'a wait of no time',
		{ options: { maxWait: 0 } },
		'Max Wait (Minutes)',
		/from 0.1 to 1440, but is 0/,
	],
	[
		'a fourth ControlNet unit',
		{ controlNet: { units: [unit, unit, unit, unit] } },
		'ControlNet',
		/has 4 units, but 3 are the most/,
	],
	[
		'a unit without a picture',
		{ controlNet: { units: [{ ...unit, binaryProperty: 'none' }] } },
		'ControlNet, unit 1, Image Binary Field',
		/which the item does not have/,
	],
	[
		'a unit that weighs too much',
		{ controlNet: { units: [unit, { ...unit, settings: { weight: 3 } }] } },
		'ControlNet, unit 2, Weight',
		/from 0 to 2, but is 3/,
	],
	[
		'an unknown preset',
		{ controlNet: { units: [{ ...unit, preset: '9' }] } },
		'ControlNet, unit 1, Preset',
		/must be one of 0, 1/,
	],
])(
	'%s is refused with field and remedy, and nothing is sent',
	async (_what, parameters, field, sentence) => {
		const { requests, items } = await submit(parameters, one.binary);
		expect(requests).toEqual([]);
		const { error, message } = items[0]?.json as { error: IDataObject; message: string };
		expect(error).toMatchObject({ kind: 'input', field });
		expect(message).toMatch(sentence);
		expect(message).toMatch(/ \[Item 0\]$/);
		expect(error.description).toMatch(/\w+.*\.$/);
	},
);

test.concurrent.each([
	[
		'of another type',
		binary(Buffer.from('%PDF-1.7'), 'application/pdf', 'a.pdf'),
		/holds application\/pdf/,
	],
	[
		'that is too large',
		binary(Buffer.concat([picture, Buffer.alloc(10 * 1024 * 1024)]), 'image/png', 'a.png'),
		/of 10.0 MB, but at most 10 MB are taken/,
	],
])('a picture %s is refused, and nothing is sent', async (_what, data, sentence) => {
	const { requests, items } = await submit({ controlNet: { units: [unit] } }, { data });
	expect(requests).toEqual([]);
	expect(items[0]?.json.message).toMatch(sentence);
});

test.concurrent.each<[string, Parameters<typeof runTask>[0], object]>([
	['a reset', (_request, response) => response.destroy(), { kind: 'network' }],
	['a 502', (_request, response) => sendText(response, '', 502), { kind: 'server', status: 502 }],
	[
		'a broken answer',
		(_request, response) => sendText(response, '{"code":0,'),
		{ kind: 'malformed' },
	],
	['no answer in time', () => {}, { kind: 'timeout' }],
	[
		'an answer without an ID',
		(_request, response) => sendText(response, '{"code":0,"message":"success"}'),
		{ kind: 'malformed', retryable: false },
	],
])('a submission that meets %s is sent once', async (_what, respond, error) => {
	const run = await runTask(respond, operation, {
		...asked,
		throughput: { totalTimeout: 0.5, retryTimeouts: true },
	});
	expect(run.requests).toHaveLength(1);
	expect(run.items[0]?.json.error).toMatchObject({ ...error, attempts: 1 });
});

test.concurrent('a submission that is turned away for the rate limit goes again', async () => {
	const run = await runTask(
		(_request, response, position) =>
			position === 0
				? sendText(response, '{"error":{"message":"Slow down"}}', 429)
				: sendText(response, taken()),
		operation,
		asked,
	);
	expect(run.requests).toHaveLength(2);
	expect(run.items[0]?.json).toMatchObject({ task: { id: taskId }, request: { refused: 1 } });
});
