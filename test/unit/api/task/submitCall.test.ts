import type { ResponseHead } from '../../../../nodes/api/readers/reader';
import { submitCall } from '../../../../nodes/api/task/submitCall';
import { readAtOnce } from '../../../../nodes/api/readers/buffered';
import { png } from '../../../support/files';

const base64 = png(2, 2, [1, 2, 3]).toString('base64');
const url = 'https://a.test/1.png';

/** What is read from the answer to a submission. */
function submitted(body: unknown, status = 200) {
	const head: ResponseHead = { status, headers: {}, url: 'https://gateway.test/mj/submit' };
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return readAtOnce(submitCall('/x', {}, 'x').reader(), Buffer.from(text), head);
}

test.each<[string, unknown]>([
	['task_id', { task_id: '17' }],
	['taskId', { taskId: 17 }],
	['TaskID within Response', { Response: { RequestId: 'r', TaskID: '17' } }],
	['jobId', { jobId: '17', message: 'ok' }],
	['job_id in result', { success: true, result: { job_id: '17' } }],
	['id beside a state', { id: '17', status: 'starting', output: null }],
	['id in data', { code: 200, data: { id: '17' } }],
	['id in task', { task: { id: '17', state: 'queued' } }],
	['bare in data', { code: 'success', data: '17' }],
	['bare in a list', { code: 1, result: ['17'] }],
	['task_id in a list of one', { code: 200, data: [{ status: 'submitted', task_id: '17' }] }],
	['the answer as a list of one', [{ id: '17' }]],
	['task_id in output, with a request_id', { request_id: 'r', output: { task_id: '17' } }],
	['task_id within, with an id of the answer', { id: 'chatcmpl-1', data: { task_id: '17' } }],
	['sdGenerationJob', { sdGenerationJob: { generationId: '17', apiCreditCost: 4 } }],
	['request_id with an address to ask at', { request_id: '17', status_url: 'https://a/17' }],
	['an unknown code that went well', { code: 10000, message: 'Success', data: { task_id: '17' } }],
	['an unknown code beside a state', { code: 7, msg: 'wait', id: '17', status: 'IN_QUEUE' }],
	['JSON that is written as JSON once more', JSON.stringify('{"task_id":"17"}')],
])('the ID is found: %s', (_where, body) => {
	expect(submitted(body).value).toMatchObject({ id: '17' });
	expect(submitted(body).value?.done).toBeUndefined();
});

test.each<[string, unknown]>([
	['code 1 with words that all is well', { code: 1, description: '提交成功' }],
	['code 22', { code: 22, description: '排队中，前面还有3个任务' }],
	['code 0 with an empty ID', { code: 0, message: 'success', task_id: '' }],
	['words in place of an ID', { code: 1, result: 'Submit success' }],
	['code 1 and a limit', { code: 1, description: 'Too many requests, queued' }],
	['an answer without anything', {}],
	['another object', { hello: 'world' }],
])('"accepted" without an ID is kept whole and not worth repeating: %s', (_what, body) => {
	const { failure: why } = submitted(body);
	expect(why).toMatchObject({
		retryable: false,
		text: JSON.stringify(body),
		description: expect.stringMatching(/may have been taken on, and charged.*Get Task/),
	});
	expect(why?.kind).not.toBe('rateLimit');
});

test('an answer that was cut off keeps its text, and the ID that it named', () => {
	const cut = '{"code":0,"message":"success","task_id":442275063214085123,"more":{';
	expect(submitted(cut).failure).toMatchObject({
		kind: 'malformed',
		text: cut,
		task_id: '442275063214085123',
		retryable: false,
	});
	const long = `{"x":"${'y'.repeat(2_000)}`;
	expect(submitted(long).failure?.text).toBe(long.slice(0, 500));
	// A number that was cut off is another one.
	expect(submitted('{"task_id":4422').failure?.task_id).toBeUndefined();
});

const asData = `data:image/png;base64,${base64}`;

test.each<[string, unknown, string[]]>([
	['AUTOMATIC1111', { images: [base64], parameters: {}, info: '{}' }, [asData]],
	['Stability', { artifacts: [{ base64, finishReason: 'SUCCESS', seed: 1 }] }, [asData]],
	['OpenAI', { created: 1, data: [{ url }, { b64_json: base64 }] }, [url, asData]],
	['Replicate that has waited', { id: '17', status: 'succeeded', output: [url] }, [url]],
	[
		'AIGC2D',
		{ code: 0, message: 'success', task_id: '17', status: 'SUCCESS', image_url: url },
		[url],
	],
	['a single text', { image: base64 }, [asData]],
	[
		'an address without a host',
		{ data: [{ url: '/files/1.png' }] },
		['https://gateway.test/files/1.png'],
	],
])('pictures in the answer mean that the task is done: %s', (_whose, body, urls) => {
	expect(submitted(body).value?.done).toMatchObject({ status: 'succeeded', image_urls: urls });
});

test.each<[string, unknown]>([
	['a preview', { task_id: '17', status: 'processing', image_url: url }],
	['the address of the task', { task_id: '17', url: 'https://gateway.test/tasks/17' }],
	[
		'a task that exists, and is told beside',
		{ code: 21, result: '17', properties: { status: 'SUCCESS', imageUrl: url } },
	],
	['addresses to ask at', { id: '17', urls: { get: 'https://a/17', cancel: 'https://a/17/c' } }],
])('%s is no picture of a task that is done', (_what, body) => {
	expect(submitted(body).value).toMatchObject({ id: '17' });
	expect(submitted(body).value?.done).toBeUndefined();
});

test.each<[string, unknown, number, object]>([
	['no account', { code: 3, description: '无可用的账号实例' }, 200, { kind: 'server' }],
	[
		'no account in English',
		{ code: 3, description: 'No available account' },
		200,
		{ kind: 'server' },
	],
	[
		'a task that is gone',
		{ code: 4, description: 'task_not_exist', type: 'upstream_error' },
		400,
		{ kind: 'notFound' },
	],
	['a banned prompt', { code: 4, description: 'Banned prompt' }, 200, { kind: 'contentFilter' }],
	[
		'community standards',
		{ error: { message: 'against our community standards' } },
		500,
		{ kind: 'contentFilter' },
	],
	['no quota', { code: 4, description: 'quota_not_enough' }, 400, { kind: 'quota' }],
	[
		'an unknown code with words',
		{ code: 99, message: 'bad luck', task_id: '17' },
		200,
		{ task_id: '17', retryable: false },
	],
	[
		'a full queue with an ID',
		{ code: 23, description: 'queue full', result: '17' },
		200,
		{ kind: 'rateLimit', retryable: true },
	],
])('a refusal is read by its words: %s', (_what, body, status, why) => {
	expect(submitted(body, status).failure).toMatchObject(why);
});

test.each<[string, object]>([
	['a failure beside the bare ID', { code: 1, result: '170000001', error: { message: 'broke' } }],
	['a failure beside a list of it', { code: 22, result: ['170000001'], error: 'broke' }],
	['unknown words beside it', { code: 'in line', description: 'wait', result: '170000001' }],
	['a failure beside a state', { id: '170000001', status: 'starting', error: 'broke' }],
	['a task that is over', { id: '170000001', status: 'failed', error: 'out of memory' }],
	[
		'words of a wrong request',
		{ task_id: '170000001', error: { message: 'No such size', code: 'invalid_request_error' } },
	],
	['TaskId within Response', { Response: { TaskId: '170000001' }, success: false }],
])('a failure names the task that was taken on, and is not worth repeating: %s', (_what, body) => {
	expect(submitted(body).failure).toMatchObject({ task_id: '170000001', retryable: false });
});

test.each<[string, object]>([
	['the ID of the answer', { id: 'req-170000001', error: { message: 'upstream broke' } }],
	['words in place of an ID', { code: 99, message: 'bad luck', data: 'try-again' }],
	['an ID in quotation marks', { id: '"17"', status: 'queued', error: 'broke' }],
])('%s is not taken for that of a task', (_what, body) => {
	expect(submitted(body).failure).toMatchObject({ kind: 'server' });
	expect(submitted(body).failure?.task_id).toBeUndefined();
});

test('of several IDs in a broken answer the first that can be one counts', () => {
	const broken = '{"task_id":"17]000","task_id":"170000001","more":';
	expect(submitted(broken).failure).toMatchObject({ task_id: '170000001' });
});
