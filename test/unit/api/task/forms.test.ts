import { queryCall } from '../../../../nodes/api/task/queryCall';
import { statusOf } from '../../../../nodes/api/task/status';
import { readAtOnce } from '../../../../nodes/api/readers/buffered';
import { png } from '../../../support/files';

const base64 = png(2, 2, [1, 2, 3]).toString('base64');
const asData = `data:image/png;base64,${base64}`;
const url = 'https://a.test/1.png';
const begun = { id: '17', action: null, prompt: null, points_estimated: null };

/** What a look at the task 17 is read as. */
function looked(body: unknown, status = 200) {
	const head = { status, headers: {}, url: 'https://gateway.test/tasks/17' };
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return readAtOnce(queryCall('/tasks/{id}', begun).reader(), Buffer.from(text), head);
}

test.each<[string, object, string[]]>([
	[
		'goapi',
		{ task_id: '17', status: 'finished', task_result: { image_url: url, image_urls: [] } },
		[url],
	],
	[
		'DashScope',
		{ request_id: 'r', output: { task_id: '17', task_status: 'SUCCEEDED', results: [{ url }] } },
		[url],
	],
	['BFL', { id: '17', status: 'Ready', result: { sample: url, prompt: 'x' } }, [url]],
	[
		'Replicate',
		{ id: '17', status: 'succeeded', output: [url], urls: { get: 'https://a/17' } },
		[url],
	],
	['Replicate with one', { id: '17', status: 'succeeded', output: url }, [url]],
	[
		'piapi',
		{
			code: 200,
			data: { task_id: '17', status: 'completed', output: { image_url: url, image_urls: null } },
		},
		[url],
	],
	[
		'Kling',
		{
			code: 0,
			data: { task_id: '17', task_status: 'succeed', task_result: { images: [{ index: 0, url }] } },
		},
		[url],
	],
	[
		'Novita',
		{ task: { task_id: '17', status: 'TASK_STATUS_SUCCEED' }, images: [{ image_url: url }] },
		[url],
	],
	['a state of its own', { data: { taskId: '17', state: 'success', images: [url] } }, [url]],
	['output_images', { id: '17', status: 'done', output_images: [url] }, [url]],
	['image as base64', { id: '17', status: 'done', image: base64 }, [asData]],
	[
		'url as a list',
		{ id: '17', status: 'done', url: [url, 'https://a.test/2.png'] },
		[url, 'https://a.test/2.png'],
	],
	[
		'no host',
		{ id: '17', status: 'SUCCESS', imageUrl: '/mj/image/17' },
		['https://gateway.test/mj/image/17'],
	],
	[
		'its own address beside',
		{ id: '17', status: 'done', url: 'https://gateway.test/tasks/17', images: [url] },
		[url],
	],
	['only in a list', { tasks: [{ jobId: '17', status: '成功', pictures: [{ src: url }] }] }, [url]],
])('the pictures of a task that is done are read: %s', (_whose, body, urls) => {
	expect(looked(body).value).toMatchObject({ id: '17', status: 'succeeded', image_urls: urls });
});

test('the bytes of a picture stand in the task once', () => {
	const { value } = looked({ id: '17', status: 'done', images: [base64], seed: 7 });
	expect(JSON.stringify(value).split(base64)).toHaveLength(2);
	expect(value).toMatchObject({ seed: 7 });
});

test('pictures that were withheld are told beside those that were made', () => {
	const results = [{ url }, { code: 'DataInspectionFailed', message: 'inappropriate content' }];
	const { value } = looked({ output: { task_id: '17', task_status: 'SUCCEEDED', results } });
	expect(value).toMatchObject({
		image_urls: [url],
		beside: { missing: [{ kind: 'contentFilter', message: 'inappropriate content' }] },
	});
});

test.each(['videoUrl', 'video_url', 'output'])('a video in %s is no picture', (name) => {
	const film = 'https://a.test/1.mp4';
	expect(looked({ id: '17', status: 'SUCCESS', [name]: film }).value).toMatchObject({
		status: 'succeeded',
		image_urls: [],
		beside: { videos: [film] },
	});
});

test.each<[string, object, object]>([
	['a code in words', { code: 'DataInspectionFailed', message: 'no' }, { kind: 'contentFilter' }],
	['task_status_msg', { task_status_msg: 'Banned prompt' }, { kind: 'contentFilter' }],
	['error as an object', { error: { code: 'nsfw', message: 'out of memory' } }, { kind: 'server' }],
	['a list of reasons', { task_result: { error_messages: ['out of memory'] } }, { kind: 'server' }],
	['Invalid parameter', { failReason: 'Invalid parameter' }, { kind: 'badRequest' }],
])('the reason of a failed task is found in %s', (_where, more, why) => {
	const { value } = looked({ output: { task_id: '17', task_status: 'FAILED', ...more } });
	expect(value).toMatchObject({ status: 'failed', beside: { why: { ...why, retryable: false } } });
	expect(value?.fail_reason).not.toBeNull();
});

test.each([
	'Submit success',
	'success',
	'Success.',
	'提交成功',
	'OK',
	'/imagine a lighthouse',
	'Task submitted',
])('%s is never the reason of a failure', (description) => {
	expect(looked({ id: '17', status: 'FAILURE', description }).value?.fail_reason).toBeNull();
});

test.each([
	['IN_QUEUE', 'queued'],
	['TASK_STATUS_QUEUED', 'queued'],
	['Preparing', 'queued'],
	['排队中', 'queued'],
	['InProgress', 'running'],
	['TASK_STATUS_PROCESSING', 'running'],
	['moderating', 'queued'],
	['Ready', 'succeeded'],
	['JOB_STATE_SUCCEEDED', 'succeeded'],
	['已完成', 'succeeded'],
	['aborted', 'failed'],
	['terminated', 'failed'],
	['timed_out', 'failed'],
	['Timed Out', 'failed'],
	['nsfw', 'failed'],
	['Request Moderated', 'failed'],
	['Content Moderated', 'failed'],
	['blocked', 'failed'],
	['UserCancelled', 'failed'],
	['失败', 'failed'],
])('%s means %s', (sent, status) => {
	expect(statusOf(sent, { progress: undefined, hasImages: false, failReason: null })).toBe(status);
});

test("the user's own text in state is no state", () => {
	const { value } = looked({ id: '17', status: null, state: 'done', progress: '10%' });
	expect(value).toMatchObject({ status: 'running', status_sent: null, state: 'done' });
});

test.each<[string, unknown, number, string]>([
	['task_no_found', { description: 'task_no_found ', code: 4 }, 400, 'notFound'],
	['Task not found under 500', { error: { message: 'Task 17 was not found' } }, 500, 'notFound'],
	['任务不存在', { code: -1, message: '任务不存在' }, 200, 'notFound'],
	['a code', { error: { code: 'TASK_NOT_EXIST', message: 'sorry' } }, 403, 'notFound'],
	['another key', { error: { message: 'Invalid token' } }, 401, 'auth'],
	['a limit', { error: { message: 'Too many requests' } }, 429, 'rateLimit'],
	['an error of JSend', { status: 'error', message: 'Invalid token' }, 200, 'auth'],
])('a look that is refused is told by its words: %s', (_what, body, status, kind) => {
	expect(looked(body, status).failure).toMatchObject({ kind });
});

test('a task that has failed is read under the status of a failure as well', () => {
	const failed = { id: '17', status: 'FAILURE', failReason: 'out of memory' };
	expect(looked(failed, 500).value).toMatchObject({
		status: 'failed',
		fail_reason: 'out of memory',
	});
	expect(looked({ ...failed, id: '18' }, 500).failure).toMatchObject({ kind: 'server' });
});
