import type { IDataObject } from 'n8n-workflow';
import { bytesOf } from '../../support/files';
import { lines, picture, queue, runTask, sendText, taskId } from '../../support/tasks';

jest.setTimeout(30_000);

const operation = 'stableDiffusion.getTask';
const look = (status: string, more = '') => `{"task_id":${taskId},"status":"${status}"${more}}`;
const run = (looks: string[], parameters: IDataObject = {}) =>
	runTask(queue(looks), operation, { taskId, ...parameters });

test.concurrent('a task that is done gives its picture at once', async () => {
	const done = await run([look('Finished', ',"image_urls":["URL/pictures/1"]')]);
	expect(lines(done)).toEqual([`GET /sd/task/${taskId}`, 'GET /pictures/1']);
	expect(done.items[0]?.json.task).toMatchObject({ id: taskId, status: 'succeeded', prompt: null });
	expect(bytesOf(done.items[0], 'image')).toEqual(picture);
});

test.concurrent('one that is not is looked at again', async () => {
	const done = await run([look('Running'), look('Finished', ',"images":["URL/pictures/1"]')]);
	expect(lines(done)).toHaveLength(3);
	expect(done.items[0]?.json.task).toMatchObject({ status: 'succeeded', progress: 100 });
});

test.concurrent('without waiting, the task comes as it stands', async () => {
	const { items, requests } = await run([look('Running', ',"progress":"30%"')], {
		waitForCompletion: false,
	});
	expect(requests).toHaveLength(1);
	expect(items[0]?.json).toMatchObject({
		task: { status: 'running', progress: 30 },
		images: [],
		usage: null,
	});
	expect(items[0]?.binary).toBeUndefined();
});

test.concurrent.each([true, false])(
	'a failed one is a failed item (waiting: %s)',
	async (waitForCompletion) => {
		const { items } = await run(
			[look('Error', ',"error_message":"out of memory","error_code":7')],
			{
				waitForCompletion,
			},
		);
		expect(items[0]?.json).toMatchObject({
			message: 'The task failed: out of memory [Item 0]',
			error: { kind: 'server', task_id: taskId },
		});
	},
);

test.concurrent.each<[string, string, number]>([
	['nothing', '', 200],
	['null', 'null', 200],
	['404', '{"error":{"message":"task not found"}}', 404],
	['400 in words', '{"code":4,"description":"task_not_exist"}', 400],
	['words under 200', '{"code":3,"description":"任务不存在"}', 200],
])(
	'the ID of a task that the key does not know (%s) is named, with what to do',
	async (_how, body, status) => {
		const { items, requests } = await runTask(
			(_request, response) => sendText(response, body, status),
			operation,
			{ taskId },
		);
		expect(requests).toHaveLength(1);
		expect(items[0]?.json.error).toMatchObject({
			kind: 'notFound',
			task_id: taskId,
			description: expect.stringMatching(
				/Check the ID, and that the credential .* Task Path is wrong/,
			),
		});
	},
);

test.concurrent('a picture that cannot be fetched leaves its address and the ID', async () => {
	const { items } = await runTask(
		(request, response) =>
			request.path.startsWith('/lost')
				? sendText(response, 'gone', 410)
				: sendText(response, look('Finished', `,"urls":["http://${request.headers.host}/lost"]`)),
		operation,
		{ taskId },
	);
	expect(items[0]?.json).toMatchObject({
		message: expect.stringMatching(/^The image was made, but could not be fetched/),
		error: {
			kind: 'server',
			status: 410,
			description: expect.not.stringMatching(/Check the (ID|API key)/),
			task_id: taskId,
			text: expect.stringMatching(/\/lost$/),
		},
	});
});

test.concurrent.each<[string, unknown, RegExp]>([
	['a number that has lost digits', '={{ 442275063214085123 }}', /has lost digits/],
	['the text of such a number', '4.42275063214085e+17', /has lost digits/],
	['empty', '={{ "" }}', /^Task ID is empty/],
	['a task', '={{ ({ id: "1" }) }}', /must be a text, but is {"id":"1"}/],
	['a path', '../models', /must be the ID of a task/],
])('an ID that is %s is refused, and nothing is sent', async (_what, given, sentence) => {
	const { items, requests } = await run([], { taskId: given as string });
	expect(requests).toEqual([]);
	expect(items[0]?.json.error).toMatchObject({ kind: 'input', field: 'Task ID' });
	expect(items[0]?.json.message).toMatch(sentence);
});

test.concurrent('a short number is an ID', async () => {
	const { requests } = await run([look('Running')], { taskId: 42, waitForCompletion: false });
	expect(requests[0]?.path).toBe('/sd/task/42');
});
