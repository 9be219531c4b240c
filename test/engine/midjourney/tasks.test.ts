import { openGateway, runChatAt } from '../../support/chat';
import { binary, bytesOf } from '../../support/files';
import { lines, picture, queue, runTask, sendText, taskId } from '../../support/tasks';

// The first look at a task is after two seconds.
jest.setTimeout(60_000);

const accepted = (code = 1, more = '') =>
	`{"code":${code},"description":"ok","result":"${taskId}"${more}}`;
const buttons = [
	{ customId: 'MJ::JOB::upsample::1::h', emoji: '', label: 'U1', type: 2, style: 2 },
	{ customId: 'MJ::JOB::reroll::0::h', emoji: '🔄', label: '', type: 2, style: 2 },
	{ customId: 'MJ::CustomZoom::h', emoji: '🔍', label: 'Custom Zoom', type: 2, style: 2 },
];
const proxyTask = (more: object) => JSON.stringify({ id: taskId, action: 'IMAGINE', ...more });
const proxyDone = proxyTask({
	status: 'SUCCESS',
	progress: '100%',
	prompt: 'a cat',
	submitTime: 1696132800000,
	imageUrl: 'URL/pictures/1',
	buttons,
});
const ownDone = `{"code":0,"message":"success","task_id":${taskId},"action":"IMAGINE","prompt":"a cat","state":"","submit_time":"2023-10-01 12:00:00","start_time":"2023-10-01 12:00:01","finish_time":"2023-10-01 12:01:00","status":"SUCCESS","progress":"100%","image_url":"URL/pictures/1","point":100}`;

test.concurrent.each([
	[
		'midjourney-proxy',
		accepted(),
		proxyDone,
		{ points: null, buttons: [{ custom_id: 'MJ::JOB::upsample::1::h', label: 'U1' }, {}, {}] },
	],
	[
		'AIGC2D',
		`{"code":0,"message":"success","task_id":${taskId}}`,
		ownDone,
		{ points: 100, finished_at: '2023-10-01T04:01:00.000Z', state: '' },
	],
])(
	"in %s's dialect, the picture is waited for and becomes a file",
	async (_dialect, submit, done, task) => {
		const run = await runTask(queue([done], submit), 'midjourney.imagine', { prompt: 'a cat' });
		expect(lines(run)).toEqual([
			'POST /mj/submit/imagine',
			`GET /mj/task/${taskId}/fetch`,
			'GET /pictures/1',
		]);
		expect(run.items[0]?.json).toMatchObject({
			task: {
				id: taskId,
				action: 'IMAGINE',
				status: 'succeeded',
				progress: 100,
				prompt: 'a cat',
				submitted_at: '2023-10-01T04:00:00.000Z',
				points_estimated: 100,
				...task,
			},
			images: [{ file: 'image', mime_type: 'image/png' }],
			usage: null,
			request: { sent: 3 },
		});
		expect(bytesOf(run.items[0], 'image')).toEqual(picture);
	},
);

test.concurrent('a description comes as text', async () => {
	const done = JSON.stringify({
		id: taskId,
		action: 'DESCRIBE',
		status: 'SUCCESS',
		imageUrl: 'URL/pictures/own',
		properties: { finalPrompt: '1️⃣ a cat' },
	});
	const run = await runTask(
		queue([done], accepted()),
		'midjourney.describe',
		{},
		{
			data: binary(picture, 'image/png', 'a.png'),
		},
	);
	expect(run.items[0]?.json).toMatchObject({
		text: '1️⃣ a cat',
		task: { status: 'succeeded' },
		images: [],
	});
	expect(run.items[0]?.binary).toBeUndefined();
	const again = await runTask(queue([done]), 'midjourney.getTask', { taskId });
	expect(again.items[0]?.json).toMatchObject({ text: '1️⃣ a cat', images: [] });
});

const others = JSON.stringify([{ id: '8', status: 'SUCCESS', imageUrl: 'URL/pictures/8' }]);

test.concurrent("another's task is not the own one: it is waited for", async () => {
	const run = await runTask(queue([others, proxyDone], accepted()), 'midjourney.imagine', {
		prompt: 'a cat',
	});
	expect(lines(run).slice(1)).toEqual([
		`GET /mj/task/${taskId}/fetch`,
		`GET /mj/task/${taskId}/fetch`,
		'GET /pictures/1',
	]);
	expect(run.items[0]?.json.task).toMatchObject({ id: taskId, status: 'succeeded' });
});

test.concurrent("Get Task does not hand out another's picture", async () => {
	const run = await runTask(queue([others]), 'midjourney.getTask', { taskId });
	expect(lines(run)).toEqual([`GET /mj/task/${taskId}/fetch`]);
	expect(run.items[0]?.json).toMatchObject({
		message: `The gateway knows no task ${taskId} [Item 0]`,
		error: { kind: 'notFound', task_id: taskId },
	});
});

test.concurrent('Get Task asks once for a task that is done, and fetches its picture', async () => {
	const run = await runTask(queue([proxyDone]), 'midjourney.getTask', { taskId });
	expect(lines(run)).toEqual([`GET /mj/task/${taskId}/fetch`, 'GET /pictures/1']);
	expect(bytesOf(run.items[0], 'image')).toEqual(picture);
});

test.concurrent.each([
	['U1', 'MJ::JOB::upsample::1::h'],
	['u1', 'MJ::JOB::upsample::1::h'],
	['🔄', 'MJ::JOB::reroll::0::h'],
	['🔍 Custom Zoom', 'MJ::CustomZoom::h'],
	['custom zoom', 'MJ::CustomZoom::h'],
])('the button %s is found by its text in the task', async (button, customId) => {
	const run = await runTask(queue([proxyDone], accepted()), 'midjourney.action', {
		taskId,
		button,
		waitForCompletion: false,
	});
	expect(lines(run)).toEqual([`GET /mj/task/${taskId}/fetch`, 'POST /mj/submit/action']);
	expect(run.requests[1]?.body).toEqual({ taskId, customId });
});

test.concurrent.each([
	[
		'a task that has others',
		proxyDone,
		/It has the buttons U1, 🔄, Custom Zoom\. Nothing was pressed\.$/,
	],
	['a task without any', ownDone, /It has no buttons/],
])(
	'an unknown button of %s is refused, and nothing is pressed',
	async (_what, task, description) => {
		const run = await runTask(queue([task]), 'midjourney.action', { taskId, button: 'U9' });
		expect(lines(run)).toEqual([`GET /mj/task/${taskId}/fetch`]);
		expect(run.items[0]?.json).toMatchObject({
			message: `Button is "U9", but the task ${taskId} has no such button [Item 0]`,
			error: { kind: 'input', field: 'Button', description: expect.stringMatching(description) },
		});
	},
);

const window = accepted(21, ',"properties":{"finalPrompt":"a cat --zoom 2","remix":false}');

test.concurrent.each([
	['what stands in it', {}, { taskId, prompt: 'a cat --zoom 2' }],
	[
		'prompt and mask of the options',
		{ windowPrompt: 'a dog', windowMask: 'data' },
		{
			taskId,
			prompt: 'a dog',
			maskBase64: `data:image/png;base64,${picture.toString('base64')}`,
		},
	],
])('a window that a button opens is answered with %s', async (_what, options, body) => {
	const run = await runTask(
		(request, response) =>
			sendText(response, request.path.endsWith('/modal') ? accepted() : window),
		'midjourney.action',
		{
			taskId,
			button: 'MJ::CustomZoom::h',
			waitForCompletion: false,
			options: { speed: 'fast', ...options },
		},
		{ data: binary(picture, 'image/png', 'mask.png') },
	);
	expect(lines(run)).toEqual(['POST /mj-fast/mj/submit/action', 'POST /mj-fast/mj/submit/modal']);
	expect(run.requests[1]?.body).toEqual(body);
});

test.concurrent('a window whose answer is refused leaves the ID of its task', async () => {
	const run = await runTask(
		(request, response) =>
			sendText(
				response,
				request.path.endsWith('/modal') ? '{"code":4,"description":"No mask"}' : window,
			),
		'midjourney.action',
		{ taskId, button: 'MJ::Inpaint::h' },
	);
	expect(run.items[0]?.json.error).toMatchObject({ kind: 'badRequest', task_id: taskId });
});

/** Fifty tasks that are done some seconds after they were submitted; counts what happens at once. */
async function fifty() {
	const begun = new Map<string, number>();
	let open = 0;
	const most = { open: 0, tasks: 0 };
	const gateway = await openGateway(async (request, response) => {
		most.open = Math.max(most.open, ++open);
		response.once('close', () => open--);
		if (request.path.startsWith('/pictures/')) {
			response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
		} else if (request.method === 'POST') {
			begun.set(request.body.prompt, Date.now());
			most.tasks = Math.max(most.tasks, begun.size);
			sendText(response, `{"code":1,"result":"${request.body.prompt}"}`);
		} else {
			const id = request.path.split('/')[3] ?? '';
			const isDone = Date.now() - (begun.get(id) ?? 0) > 3_000;
			if (isDone) begun.delete(id);
			const done = { status: 'SUCCESS', imageUrl: `http://${request.headers.host}/pictures/${id}` };
			sendText(response, JSON.stringify({ id, ...(isDone ? done : { status: 'IN_PROGRESS' }) }));
		}
	});
	return { gateway, most };
}

test.concurrent('fifty tasks go on side by side with three requests at a time', async () => {
	const { gateway, most } = await fifty();
	const run = await runChatAt(gateway, {
		parameters: {
			resource: 'midjourney',
			operation: 'imagine',
			prompt: '={{ "task-" + $json.number }}',
			throughput: { maxConcurrency: 3 },
		},
		items: Array.from({ length: 50 }, (_, number) => ({ number })),
	});
	expect(run.status).toBe('success');
	expect(run.items.map(({ json }) => (json.task as { id: string }).id)).toEqual(
		Array.from({ length: 50 }, (_, number) => `task-${number}`),
	);
	expect(run.items.every(({ binary: files }) => files?.image !== undefined)).toBe(true);
	expect(most.open).toBeLessThanOrEqual(3);
	expect(most.tasks).toBe(50);
	const submits = run.requests.filter(({ method }) => method === 'POST');
	expect(submits).toHaveLength(50);
});

test.concurrent('Stop during the wait sends nothing more and leaves the ID', async () => {
	const gateway = await openGateway(queue([proxyTask({ status: 'IN_PROGRESS' })], accepted()));
	let press = () => {};
	const running = runChatAt(gateway, {
		parameters: { resource: 'midjourney', operation: 'imagine', prompt: 'a cat' },
		onError: 'continueRegularOutput',
		onStart: (cancel) => (press = cancel),
	});
	while (gateway.requests.length === 0) await new Promise((resolve) => setImmediate(resolve)); // eslint-disable-line @n8n/community-nodes/no-restricted-globals -- a test may wait
	press();
	const run = await running;
	expect(run.status).toBe('canceled');
	expect(run.requests).toHaveLength(1);
});

test.concurrent(
	'under Stop, the error of the node names a task that has failed, and does not send for its picture',
	async () => {
		const gateway = await openGateway(
			queue([proxyTask({ status: 'FAILURE', failReason: 'No GPU' })], accepted()),
		);
		const run = await runChatAt(gateway, {
			parameters: { resource: 'midjourney', operation: 'imagine', prompt: 'a cat' },
		});
		expect(run.status).toBe('error');
		expect(run.error.message).toBe('The task failed: No GPU [Item 0]');
		expect(run.error.description).toContain(`The task ID is ${taskId}.`);
		expect(run.error.description).not.toContain('Get Task');
	},
);

test.concurrent(
	"n8n's next try goes on with the task that was submitted, without paying again",
	async () => {
		let looks = 0;
		const play = queue([proxyDone], accepted());
		const gateway = await openGateway((request, response, position) =>
			request.path.endsWith('/fetch') && looks++ === 0
				? sendText(response, '{"error":{"message":"The key is paused"}}', 403)
				: play(request, response, position),
		);
		const run = await runChatAt(gateway, {
			parameters: { resource: 'midjourney', operation: 'imagine', prompt: 'a cat', throughput: {} },
			executionId: 'next try of a task',
			retryOnFail: true,
		});
		expect(run.status).toBe('success');
		expect(lines(run)).toEqual([
			'POST /mj/submit/imagine',
			`GET /mj/task/${taskId}/fetch`,
			`GET /mj/task/${taskId}/fetch`,
			'GET /pictures/1',
		]);
		expect(bytesOf(run.items[0], 'image')).toEqual(picture);
	},
);
