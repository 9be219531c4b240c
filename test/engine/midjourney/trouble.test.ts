import type { IDataObject } from 'n8n-workflow';
import { openGateway, runChatAt } from '../../support/chat';
import { bytesOf } from '../../support/files';
import { lines, picture, queue, runTask, sendText } from '../../support/tasks';

// The first look at a task is after two seconds.
jest.setTimeout(60_000);

const imagine = 'midjourney.imagine';
const accepted = '{"code":1,"description":"Submit success","result":"17"}';
const done = '{"id":"17","status":"SUCCESS","progress":"100%","imageUrl":"URL/pictures/17"}';
const errorOf = ({ items }: { items: ReadonlyArray<{ json: IDataObject }> }) =>
	items[0]?.json.error as IDataObject;

test.concurrent.each<[string, Parameters<typeof runTask>[0], object]>([
	['504', (_request, response) => sendText(response, '', 504), { kind: 'timeout' }],
	['524', (_request, response) => sendText(response, '<html>524', 524), { kind: 'timeout' }],
	['a reset', (_request, response) => response.destroy(), { kind: 'network' }],
	[
		'an answer that is cut',
		(_request, response) => sendText(response, '{"code":1,"re'),
		{ kind: 'malformed' },
	],
	[
		'a page',
		(_request, response) => sendText(response, '<html><title>Hi</title></html>'),
		{ kind: 'malformed' },
	],
	['nothing', (_request, response) => sendText(response, ''), { kind: 'malformed' }],
	['no answer in time', () => {}, { kind: 'timeout' }],
])(
	'a submission whose answer was lost (%s) is not worth repeating, and says where to look',
	async (_how, respond, why) => {
		const run = await runTask(respond, imagine, { prompt: 'a', throughput: { totalTimeout: 0.5 } });
		expect(lines(run)).toEqual(['POST /mj/submit/imagine']);
		expect(errorOf(run)).toMatchObject({
			...why,
			retryable: false,
			description: expect.stringMatching(
				/taken on, and charged.*look for it at the gateway.*Get Task/,
			),
		});
		expect(errorOf(run).description).not.toMatch(/Run the item again/);
	},
);

test.concurrent.each<[string, string, object]>([
	['result', '{"code":1,"result":"442275063214085123","descri', { task_id: '442275063214085123' }],
	['a bare result', '{"code":1,"result":442275063214085123,', { task_id: '442275063214085123' }],
	['task_id', '{"data":{"task_id":"a-1","status":"qu', { task_id: 'a-1' }],
	['half of the ID', '{"code":1,"result":"4422750632140', {}],
	['half of a bare ID', '{"code":1,"task_id":4422750632140', {}],
	['no ID', '{"code":1,"description":"Submit success","resu', {}],
	['no task', '{"code":1,"result":"ok","descri', {}],
])(
	'an answer to a submission whose connection is cut behind %s is kept, with the ID that it names',
	async (_what, body, named) => {
		const cut: Parameters<typeof runTask>[0] = (_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
			response.write(body, () => response.destroy());
		};
		const run = await runTask(cut, imagine, { prompt: 'a' });
		expect(lines(run)).toEqual(['POST /mj/submit/imagine']);
		const { task_id, kind, retryable, text, description } = errorOf(run);
		expect({ ...(task_id === undefined ? {} : { task_id }) }).toEqual(named);
		expect([kind, retryable, text]).toEqual(['network', false, body]);
		expect(description).toMatch(task_id === undefined ? /look for it at the gateway/ : /Get Task/);
	},
);

test.concurrent.each([
	[
		404,
		'<html>404</html>',
		/has no route \/mj\/submit\/change\. Check the Base URL .* option Path\. Nothing was submitted/,
	],
	[400, '{"description":"task_not_exist ","type":"upstream_error","code":4}', /^Check the Task ID/],
])(
	'a submission under %i to what the gateway does not know has advice that fits',
	async (status, body, advice) => {
		const run = await runTask(
			(_request, response) => sendText(response, body, status),
			'midjourney.change',
			{
				taskId: '5',
				change: 'UPSCALE',
				index: 1,
			},
		);
		expect(errorOf(run)).toMatchObject({
			kind: 'notFound',
			description: expect.stringMatching(advice),
		});
		expect(errorOf(run).description).not.toMatch(/model/i);
	},
);

test.concurrent('one refused look costs no other task of the run, nor the own one', async () => {
	const gateway = await openGateway((request, response) => {
		const { path, body, headers } = request;
		if (path.startsWith('/pictures/')) {
			response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
		} else if (request.method === 'POST') {
			sendText(response, `{"code":1,"result":"${body.prompt}"}`);
		} else {
			const id = path.split('/')[3] ?? '';
			const looks = gateway.requests.filter((other) => other.path === path).length;
			if (looks === 1)
				sendText(response, '{"error":{"message":"无效的令牌"}}', id === 'a1' ? 401 : 403);
			else
				sendText(response, done.replaceAll('17', id).replaceAll('URL', `http://${headers.host}`));
		}
	});
	const run = await runChatAt(gateway, {
		parameters: {
			resource: 'midjourney',
			operation: 'imagine',
			prompt: '={{ "a" + $json.number }}',
		},
		items: [1, 2, 3].map((number) => ({ number })),
	});
	expect(run.status).toBe('success');
	expect(run.items.map(({ json }) => (json.task as IDataObject).id)).toEqual(['a1', 'a2', 'a3']);
	expect(run.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
});

test.concurrent(
	'a key that is refused at submissions fails them, and no look at what was taken on',
	async () => {
		const gateway = await openGateway((request, response) => {
			const { path, body, headers } = request;
			if (path.startsWith('/pictures/')) {
				response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
			} else if (request.method === 'GET') {
				sendText(response, done.replaceAll('URL', `http://${headers.host}`));
			} else if (body.prompt === 'a1') {
				sendText(response, accepted);
			} else {
				sendText(response, '{"error":{"message":"Invalid token"}}', 401);
			}
		});
		const run = await runChatAt(gateway, {
			parameters: {
				resource: 'midjourney',
				operation: 'imagine',
				prompt: '={{ "a" + $json.number }}',
				throughput: { maxConcurrency: 1 },
			},
			items: [1, 2, 3].map((number) => ({ number })),
			onError: 'continueRegularOutput',
		});
		expect(run.items[0]?.json.task).toMatchObject({ id: '17', status: 'succeeded' });
		expect(bytesOf(run.items[0], 'image')).toEqual(picture);
		expect(run.items.slice(1).map(({ json }) => (json.error as IDataObject).kind)).toEqual([
			'auth',
			'auth',
		]);
		// It was accepted once, so each refusal is doubted: four tries an item.
		expect(run.requests.filter(({ method }) => method === 'POST')).toHaveLength(1 + 2 * 4);
	},
	30_000,
);

test.concurrent(
	'a task that made a video is a success without a file that tells its address',
	async () => {
		const film = '{"id":"17","status":"SUCCESS","videoUrl":"https://a.test/1.mp4"}';
		const run = await runTask(queue([film], accepted), imagine, { prompt: 'a' });
		expect(run.items[0]?.json).toMatchObject({
			task: { id: '17', status: 'succeeded', image_urls: [], videoUrl: 'https://a.test/1.mp4' },
			images: [],
			warnings: ['The task made a video, which is not fetched: https://a.test/1.mp4'],
		});
		expect(run.items[0]?.json.task).not.toHaveProperty('beside');
	},
);

test.concurrent(
	'what has a picture when the time is up is handed out, with a warning',
	async () => {
		const half = '{"id":"17","status":"IN_PROGRESS","progress":"60%","imageUrl":"URL/pictures/17"}';
		const run = await runTask(queue([half], accepted), imagine, {
			prompt: 'a',
			options: { maxWait: 0.1 },
		});
		expect(run.items[0]?.json).toMatchObject({
			task: { status: 'running', progress: 60 },
			warnings: [expect.stringMatching(/IN_PROGRESS, 60 %/)],
		});
		expect(bytesOf(run.items[0], 'image')).toEqual(picture);
	},
);
