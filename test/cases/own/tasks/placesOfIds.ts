import {
	accepted,
	address,
	drawn,
	edited,
	generated,
	look,
	lookAt,
	picture,
	submitted,
} from './answers';
import { edit, failed, generate, id, imagine, made, type Row, textToImage } from './build';

const followed = (place: string, body: unknown): Row =>
	imagine(`the ID in ${place}`, [submitted(body), look(), picture], { ...made, taskId: true });

const notWaiting = { waitForCompletion: false };

const named = (place: string, body: unknown): Row =>
	textToImage(`the ID in ${place}`, [drawn(body)], { output: 'success', idKept: true }, notWaiting);

/** No task is named: what came is kept, and it is not sent again. */
const withoutId = (title: string, body: unknown): Row =>
	imagine(`accepted without an ID, ${title}`, [submitted(body)], {
		...failed,
		notKind: ['server'],
		retryable: false,
		told: ['trace-72'],
	});

/** On the routes of pictures a task is followed, or fails once and names it. */
const told = { told: [id] };

/** 2: a task that was taken on keeps its ID. */
export const placesOfIds: readonly Row[] = [
	followed('jobId', { jobId: id, status: 'queued' }),
	followed('job_id', { code: 0, job_id: id }),
	followed('data.taskId', { code: 200, msg: 'success', data: { taskId: id } }),
	followed('result.id', { code: 1, result: { id, status: 'SUBMITTED' } }),
	followed('result.taskId', { success: true, result: { taskId: id } }),
	followed('output.task_id', {
		output: { task_id: id, task_status: 'PENDING' },
		request_id: 'r-1',
	}),
	followed('task.id', { success: true, task: { id, status: 'queued' } }),
	followed('a list of one', [{ task_id: id, status: 'submitted' }]),
	followed('a list of one in result', { code: 1, result: [{ id }] }),
	followed('data.task', {
		code: 0,
		message: 'ok',
		data: { task: { task_id: id, status: 'pending' } },
	}),
	followed('data as a text', { code: 200, message: 'success', data: id }),
	named('data.job_id, a bare number', `{"code":0,"data":{"job_id":${id}}}`),
	named('output.task_id, a bare number', `{"output":{"task_id":${id},"task_status":"PENDING"}}`),
	named('data[0].id, a bare number', `{"code":200,"data":[{"id":${id},"status":"submitted"}]}`),
	named('id beside polling_url', { id, polling_url: '{host}/v1/get_result?id=1' }),
	textToImage(
		'fal: request_id with a status of a queue',
		[
			drawn({ status: 'IN_QUEUE', request_id: id, queue_position: 0, response_url: '{host}/r' }),
			lookAt({ status: 'COMPLETED', request_id: id, images: [{ url: address }] }),
			picture,
		],
		told,
	),
	withoutId('result is null', { ...accepted, result: null, properties: { trace: 'trace-72' } }),
	withoutId('an empty result', { ...accepted, result: '', properties: { trace: 'trace-72' } }),
	withoutId('code 0', { code: 0, message: 'success', data: { trace: 'trace-72' } }),
	withoutId('code 200 and an empty list', {
		code: 200,
		msg: 'success',
		data: [],
		trace: 'trace-72',
	}),
	withoutId('code 22', { code: 22, description: '排队中', properties: { trace: 'trace-72' } }),
	generate('a task: id and queued', [generated({ id, status: 'queued', model: 'm' })], told),
	generate(
		'a task: output.task_id',
		[generated({ output: { task_id: id, task_status: 'PENDING' }, request_id: 'r-2' })],
		told,
	),
	generate(
		'a task: task_id beside an empty list',
		[generated({ task_id: id, status: 'processing', data: [] })],
		told,
	),
	generate(
		'a task: a bare number',
		[generated(`{"code":0,"data":{"task_id":${id},"status":"IN_PROGRESS"}}`)],
		told,
	),
	edit('a task: id and starting', [edited({ id, status: 'starting', output: null })], told),
];
