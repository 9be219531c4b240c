import { drawing, drawn, get, look, lookAt, lookPath, page, submitted, taken } from './answers';
import { failed, getTask, getTaskOfDiffusion, id, imagine, type Row, textToImage } from './build';

/** The answer was lost; the task may have been taken on, and paid for. */
const perhapsTaken = {
	...failed,
	retryable: false,
	says: ['charged', 'taken'],
	notWords: ['Run the item again'],
};

const failedTask = {
	...failed,
	retryable: false,
	taskId: true as const,
	notWords: ['Get Task fetches the picture'],
};

/** 10: no words lead to paying twice. */
export const advice: readonly Row[] = [
	imagine('520 on the submission', [submitted('', page('Unknown error', 520))], perhapsTaken),
	imagine('524 on the submission', [submitted('', page('A timeout occurred', 524))], perhapsTaken),
	imagine(
		'408 on the submission',
		[submitted({ error: { message: 'Request timeout' } }, { status: 408 })],
		perhapsTaken,
	),
	imagine(
		'the answer is cut',
		[submitted(`{"code":1,"description":"ok","res`, { reset: true })],
		perhapsTaken,
	),
	textToImage('504 on the submission', [drawn('', page('Gateway Time-out', 504))], perhapsTaken),
	textToImage(
		'the connection is cut after the submission',
		[drawn(undefined, { reset: true })],
		perhapsTaken,
	),
	imagine(
		'a task that failed after a while',
		[
			taken,
			look({ status: 'FAILURE', failReason: 'discord is down', imageUrl: '', progress: '30%' }),
		],
		{ ...failedTask, words: 'discord is down' },
	),
	textToImage(
		'a task that failed',
		[drawing, lookAt({ task_id: id, status: 'failed', error: 'CUDA out of memory' })],
		{ ...failedTask, words: 'CUDA out of memory' },
	),
	getTask(
		'a task that has failed',
		[look({ status: 'FAILURE', failReason: '关联任务不存在或已失败', imageUrl: '' })],
		failedTask,
	),
	getTaskOfDiffusion(
		'a task that has failed',
		[lookAt({ task_id: id, status: 'error', error: { message: 'worker lost', code: 500 } })],
		{ ...failedTask, words: 'worker lost' },
	),
	getTask(
		'"Submit success" is no reason',
		[look({ status: 'FAILURE', description: 'Submit success', imageUrl: '' })],
		{ ...failed, notWords: 'Submit success', taskId: true },
	),
	getTask(
		'提交成功 is no reason',
		[look({ status: 'FAILURE', description: '提交成功', imageUrl: '' })],
		{ ...failed, notWords: '提交成功', taskId: true },
	),
	imagine(
		'no account: code 3',
		[submitted({ code: 3, description: 'No available account instance', properties: {} })],
		{ ...failed, kind: ['server'], words: 'No available account' },
		{},
		true,
	),
	imagine(
		'no account, in Chinese',
		[submitted({ code: 3, description: '无可用的账号实例' })],
		{ ...failed, kind: ['server'], words: '无可用的账号实例' },
		{},
		true,
	),
	getTask(
		'a task that is gone needs no words on models',
		[get(lookPath, { error: { message: 'Task not found', code: 404 } }, { status: 404 })],
		{ ...failed, kind: ['notFound'], taskId: true, notWords: ['model'] },
	),
];
