import type { IDataObject } from 'n8n-workflow';
import { key } from '../../support/chat';
import { binary, png } from '../../support/files';
import { lines, picture, queue, runTask, sendText, taken, taskId } from '../../support/tasks';

const red = binary(picture, 'image/png', 'red.png');
const blue = binary(png(1, 1, [0, 0, 255]), 'image/png', 'blue.png');
const url = (file: { data: string }) => `data:image/png;base64,${file.data}`;
const customId = 'MJ::JOB::upsample::2::3f6c';
/** midjourney-proxy's answer to a submission, with the ID as a text. */
const accepted = `{"code":1,"description":"Submit success","result":"${taskId}","properties":{}}`;

const submit = (operation: string, parameters: IDataObject, answer = accepted) =>
	runTask(
		queue([], answer),
		`midjourney.${operation}`,
		{ waitForCompletion: false, ...parameters },
		{ data: red, image_1: blue },
	);

const button = { taskId, button: customId };

test.each<[string, IDataObject, string, object, object]>([
	[
		'imagine',
		{ prompt: 'a cat --ar 3:2' },
		'imagine',
		{ prompt: 'a cat --ar 3:2' },
		{ action: 'IMAGINE', points_estimated: 100, prompt: 'a cat --ar 3:2' },
	],
	[
		'imagine',
		{ prompt: 'a cat', options: { binaryProperties: 'data, image_1', botType: 'NIJI_JOURNEY' } },
		'imagine',
		{ prompt: 'a cat', base64Array: [url(red), url(blue)], botType: 'NIJI_JOURNEY' },
		{},
	],
	[
		'blend',
		{},
		'blend',
		{ base64Array: [url(red), url(blue)] },
		{ action: 'BLEND', points_estimated: 100, prompt: null },
	],
	[
		'blend',
		{ options: { dimensions: 'PORTRAIT' } },
		'blend',
		{ base64Array: [url(red), url(blue)], dimensions: 'PORTRAIT' },
		{},
	],
	['describe', {}, 'describe', { base64: url(red) }, { action: 'DESCRIBE', points_estimated: 50 }],
	[
		'change',
		{ taskId, change: 'UPSCALE', index: 3 },
		'change',
		{ taskId, action: 'UPSCALE', index: 3 },
		{ action: 'UPSCALE', points_estimated: 10 },
	],
	[
		'change',
		{ taskId, change: 'VARIATION', index: '1' },
		'change',
		{ taskId, action: 'VARIATION', index: 1 },
		{ points_estimated: 50 },
	],
	[
		'change',
		{ taskId, change: 'REROLL' },
		'change',
		{ taskId, action: 'REROLL', index: 1 },
		{ points_estimated: null },
	],
	['action', button, 'action', { taskId, customId }, { action: 'UPSCALE', points_estimated: 10 }],
	[
		'action',
		{ taskId, button: `={{ ({ custom_id: "${customId}", label: "U2" }) }}` },
		'action',
		{ taskId, customId },
		{},
	],
	[
		'action',
		{ taskId, button: 'MJ::CustomZoom::x' },
		'action',
		{ taskId, customId: 'MJ::CustomZoom::x' },
		{ action: 'ACTION', points_estimated: null },
	],
])(
	'%s with %j is submitted in the spelling of midjourney-proxy',
	async (operation, parameters, route, body, task) => {
		const run = await submit(operation, parameters);
		expect(lines(run)).toEqual([`POST /mj/submit/${route}`]);
		expect(run.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
		expect(run.requests[0]?.body).toEqual(body);
		expect(run.items[0]?.json).toMatchObject({
			task: { id: taskId, status: 'queued', ...task },
			images: [],
			usage: null,
		});
	},
);

test.each<[string, IDataObject, object]>([
	[
		'imagine',
		{ prompt: 'a cat', options: { binaryProperties: 'data', botType: 'MID_JOURNEY' } },
		{ prompt: 'a cat', base64_array: [url(red)], bot_type: 'MID_JOURNEY' },
	],
	['blend', {}, { base64_array: [url(red), url(blue)] }],
	['describe', {}, { base64: url(red) }],
	[
		'change',
		{ taskId, change: 'UPSCALE', index: 2 },
		{ task_id: taskId, action: 'UPSCALE', index: 2 },
	],
	['action', button, { task_id: taskId, custom_id: customId }],
])(
	"%s is submitted in the spelling of AIGC2D's task, and its bare ID is read",
	async (operation, parameters, body) => {
		const options = {
			...(parameters.options as object),
			dialect: 'snakeCase',
			notifyHook: 'https://n8n.test/hook',
			state: 'mine',
		};
		const run = await submit(operation, { ...parameters, options }, taken());
		expect(run.requests[0]?.body).toEqual({
			...body,
			notify_hook: 'https://n8n.test/hook',
			state: 'mine',
		});
		expect(run.items[0]?.json.task).toMatchObject({ id: taskId });
	},
);

test.each<[IDataObject, string, object]>([
	[{ speed: 'fast' }, '/mj-fast/mj/submit/imagine', {}],
	[{ speed: 'turbo', path: '/midjourney/imagine' }, '/mj-turbo/midjourney/imagine', {}],
	[{ path: '/midjourney/imagine' }, '/midjourney/imagine', {}],
	[
		{ notifyHook: 'http://127.0.0.1:5678/x?y=1' },
		'/mj/submit/imagine',
		{ notifyHook: 'http://127.0.0.1:5678/x?y=1' },
	],
	[{ state: 12 }, '/mj/submit/imagine', { state: '12' }],
	[
		{ extraBody: '{"accountFilter":{"modes":["FAST"]},"prompt":"b"}' },
		'/mj/submit/imagine',
		{ accountFilter: { modes: ['FAST'] }, prompt: 'b' },
	],
	[{ dialect: 'camelCase' }, '/mj/submit/imagine', {}],
])('the options %j are sent', async (options, path, members) => {
	const { requests } = await submit('imagine', { prompt: 'a', options });
	expect(requests[0]?.path).toBe(path);
	expect(requests[0]?.body).toEqual({ prompt: 'a', ...members });
});

test.each<[string, string, object]>([
	['number beyond 2^53', `{"code":1,"description":"ok","result":${taskId}}`, { id: taskId }],
	['short number', '{"code":1,"result":12345}', { id: '12345' }],
	['queued one', '{"code":22,"description":"In queue, 5 before","result":"9"}', { id: '9' }],
	[
		'one that exists',
		'{"code":21,"description":"exists","result":"8","properties":{"status":"SUCCESS","imageUrl":"x"}}',
		{ id: '8' },
	],
])('a task ID is read as a %s', async (_what, answer, task) => {
	const { items, requests } = await submit('action', button, answer);
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.task).toMatchObject(task);
});

test.each<[string, string, object, RegExp]>([
	[
		'no account that is free',
		'{"code":3,"description":"No account is available"}',
		{ kind: 'server', code: '3' },
		/^No account/,
	],
	[
		'a task that is gone',
		'{"code":3,"description":"关联任务不存在或已失效"}',
		{ kind: 'notFound', code: '3', description: expect.stringMatching(/^Check the Task ID/) },
		/^关联任务不存在/,
	],
	[
		'an empty account by its words',
		'{"code":4,"description":"quota_not_enough"}',
		{ kind: 'quota', code: '4' },
		/^quota_not/,
	],
	[
		'not valid',
		'{"code":4,"description":"prompt is missing"}',
		{ kind: 'badRequest', code: '4' },
		/^prompt is/,
	],
	[
		'a failure',
		'{"code":9,"description":"Discord is down"}',
		{ kind: 'server', code: '9' },
		/^Discord/,
	],
	[
		'a banned word',
		'{"code":24,"description":"May contain sensitive words","properties":{"bannedWord":"blood"}}',
		{ kind: 'contentFilter', code: '24' },
		/sensitive words \(blood\)/,
	],
	[
		'an unknown code',
		'{"code":99,"message":"insufficient balance"}',
		{ kind: 'quota', code: '99' },
		/^insufficient/,
	],
	[
		"AIGC2D's refusal",
		'{"code":1,"message":"Midjourney is suspended"}',
		{ kind: 'server', code: '1' },
		/^Midjourney is/,
	],
])('%s under status 200 is a failed item', async (_what, answer, error, sentence) => {
	const { items, requests } = await submit('imagine', { prompt: 'a' }, answer);
	expect(requests).toHaveLength(1);
	expect(items[0]?.json.error).toMatchObject({ status: 200, ...error });
	expect(items[0]?.json.message).toMatch(sentence);
});

test('a queue that is full is waited for', async () => {
	const { items, requests } = await runTask(
		(_request, response, position) =>
			sendText(response, position === 0 ? '{"code":23,"description":"Queue full"}' : accepted),
		'midjourney.imagine',
		{ prompt: 'a', waitForCompletion: false },
	);
	expect(requests).toHaveLength(2);
	// A refusal under 200 counts as one.
	expect(items[0]?.json).toMatchObject({
		task: { id: taskId },
		request: { sent: 1, attempts: 2, refused: 1 },
	});
});

test.each<[string, string, IDataObject, string, RegExp]>([
	[
		'an empty prompt',
		'imagine',
		{ prompt: '={{ "" }}' },
		'Prompt',
		/is empty: its expression gives nothing/,
	],
	[
		'a callback that is no address',
		'imagine',
		{ prompt: 'a', options: { notifyHook: 'ftp://x' } },
		'Callback URL',
		/must be a web address, but is "ftp:\/\/x"/,
	],
	[
		'an unknown speed',
		'imagine',
		{ prompt: 'a', options: { speed: 'warp' } },
		'Speed',
		/must be one of fast, relax, turbo/,
	],
	[
		'an unknown bot',
		'imagine',
		{ prompt: 'a', options: { botType: 'X' } },
		'Bot',
		/must be one of/,
	],
	[
		'a path with a scheme',
		'imagine',
		{ prompt: 'a', options: { path: 'http://evil.test/' } },
		'Path',
		/must begin with \//,
	],
	[
		'one picture to blend',
		'blend',
		{ binaryProperties: 'data' },
		'Image Binary Fields',
		/names 1 image\b/,
	],
	[
		'six pictures to blend',
		'blend',
		{ binaryProperties: 'data,data,data,data,data,data' },
		'Image Binary Fields',
		/names 6 images\b/,
	],
	[
		'a picture that is not there',
		'describe',
		{ binaryProperty: 'none' },
		'Image Binary Field',
		/does not have/,
	],
	[
		'a number without digits',
		'action',
		{ taskId: '={{ 442275063214085123 }}', button: customId },
		'Task ID',
		/has lost digits/,
	],
	['no button', 'action', { taskId, button: '={{ "" }}' }, 'Button', /^Button is empty/],
	[
		'a button without an ID',
		'action',
		{ taskId, button: '={{ ({ label: "U1" }) }}' },
		'Button',
		/without custom_id/,
	],
	['a number as a button', 'action', { taskId, button: '={{ 2 }}' }, 'Button', /must be a button/],
	[
		'a fifth picture',
		'change',
		{ taskId, change: 'UPSCALE', index: 5 },
		'Image Number',
		/from 1 to 4, but is 5/,
	],
	['an unknown change', 'change', { taskId, change: 'EXPLODE' }, 'Change', /must be one of/],
])(
	'%s is refused with field and remedy, and nothing is sent',
	async (_what, operation, parameters, field, sentence) => {
		const { requests, items } = await submit(operation, parameters);
		expect(requests).toEqual([]);
		expect(items[0]?.json.error).toMatchObject({
			kind: 'input',
			field,
			description: expect.stringMatching(/\w+.*\.$/),
		});
		expect(items[0]?.json.message).toMatch(sentence);
	},
);

test.each(['a reset', 'a 502'])('a submission that meets %s is sent once', async (fault) => {
	const run = await runTask(
		(_request, response) =>
			fault === 'a reset' ? response.destroy() : sendText(response, '', 502),
		'midjourney.imagine',
		{ prompt: 'a', throughput: {} },
	);
	expect(run.requests).toHaveLength(1);
});
