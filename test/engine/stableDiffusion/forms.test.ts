import type { IDataObject } from 'n8n-workflow';
import { bytesOf } from '../../support/files';
import { lines, picture, queue, runTask, taskId } from '../../support/tasks';

jest.setTimeout(30_000);

const operation = 'stableDiffusion.textToImage';
const base64 = picture.toString('base64');
const asked = { prompt: 'a lighthouse' };

test.concurrent.each<[string, string]>([
	['AUTOMATIC1111', `{"images":["${base64}"],"parameters":{"steps":20},"info":"{}"}`],
	['Stability', `{"artifacts":[{"base64":"${base64}","finishReason":"SUCCESS"}]}`],
	['OpenAI', `{"created":1,"data":[{"b64_json":"${base64}"}]}`],
])('pictures in the answer to a submission end the task: %s', async (_whose, answer) => {
	for (const waitForCompletion of [true, false]) {
		const run = await runTask(queue([], answer), operation, { ...asked, waitForCompletion });
		expect(lines(run)).toEqual(['POST /sd/txt2img']);
		expect(run.items[0]?.json).toMatchObject({
			task: {
				id: null,
				action: 'TEXT_TO_IMAGE',
				status: 'succeeded',
				progress: 100,
				prompt: 'a lighthouse',
				image_urls: [],
				points_estimated: 10,
			},
			images: [{ file: 'image', mime_type: 'image/png' }],
		});
		expect(bytesOf(run.items[0], 'image')).toEqual(picture);
		expect(JSON.stringify(run.items[0]?.json)).not.toContain(base64);
	}
});

test.concurrent('a picture that was withheld costs only itself, and is told', async () => {
	const done = `{"output":{"task_id":"${taskId}","task_status":"SUCCEEDED","results":[{"url":"URL/pictures/1"},{"code":"DataInspectionFailed","message":"inappropriate content"}]}}`;
	const run = await runTask(queue([done]), 'stableDiffusion.getTask', { taskId });
	expect(bytesOf(run.items[0], 'image')).toEqual(picture);
	expect(run.items[0]?.json.warnings).toEqual([
		'1 of 2 images was not made: inappropriate content',
	]);
});

test.concurrent('a task whose pictures were all withheld fails for that reason', async () => {
	const done = `{"task_id":"${taskId}","status":"Finished","images":[{"code":"DataInspectionFailed","message":"inappropriate content"}]}`;
	const run = await runTask(queue([done]), 'stableDiffusion.getTask', { taskId });
	expect(run.items[0]?.json.error).toMatchObject({
		kind: 'contentFilter',
		task_id: taskId,
		retryable: false,
	});
});

test.concurrent('an answer without a task or an ID is kept', async () => {
	const answer = '{"code":0,"message":"success","hint":"see your account"}';
	const run = await runTask(queue([], answer), operation, asked);
	expect(run.requests).toHaveLength(1);
	expect(run.items[0]?.json.error as IDataObject).toMatchObject({
		kind: 'malformed',
		retryable: false,
		text: answer,
	});
});

test.concurrent('an ID of any form that a submission had can be asked for again', async () => {
	const id = 'jobs:a/b=1';
	const look = `{"id":"${id}","status":"running"}`;
	const run = await runTask(queue([look]), 'stableDiffusion.getTask', {
		taskId: id,
		waitForCompletion: false,
	});
	expect(lines(run)).toEqual(['GET /sd/task/jobs%3Aa%2Fb%3D1']);
});
