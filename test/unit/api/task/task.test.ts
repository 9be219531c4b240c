import { imageUrls } from '../../../../nodes/api/task/images';
import { stableDiffusionPoints } from '../../../../nodes/api/task/points';
import { queryCall } from '../../../../nodes/api/task/queryCall';
import { findTask } from '../../../../nodes/api/task/findTask';
import { readTask } from '../../../../nodes/api/task/readTask';
import { statusOf } from '../../../../nodes/api/task/status';
import { isoTime } from '../../../../nodes/api/task/time';
import type { JsonObject } from '../../../../nodes/api/json';

const begun = { id: '1', action: 'IMAGINE', prompt: 'mine', points_estimated: 100 };
const read = (body: JsonObject) => readTask(body, begun);
const nothing = { progress: undefined, hasImages: false, failReason: null };

test.each([
	['NOT_START', 'queued'],
	['Queuing', 'queued'],
	['pending', 'queued'],
	['IN_PROGRESS', 'running'],
	['in progress', 'running'],
	['Running', 'running'],
	['MODAL', 'awaiting_input'],
	['SUCCESS', 'succeeded'],
	['Finished', 'succeeded'],
	['completed', 'succeeded'],
	['FAILURE', 'failed'],
	['Error', 'failed'],
	['CANCEL', 'failed'],
	['expired', 'failed'],
])('%s means %s', (sent, status) => {
	expect(statusOf(sent, nothing)).toBe(status);
});

test.each<[string, string | null, Partial<typeof nothing> & object, string]>([
	[
		'an unknown word with a whole picture',
		'ARCHIVED',
		{ progress: 100, hasImages: true },
		'succeeded',
	],
	['an unknown word with a preview', 'PAINTING', { progress: 60, hasImages: true }, 'running'],
	['no word and a picture', null, { hasImages: true }, 'succeeded'],
	['an unknown word with a reason', 'BROKEN', { failReason: 'no memory' }, 'failed'],
	['an unknown word alone', 'DREAMING', {}, 'queued'],
	['an unknown word and some progress', 'DREAMING', { progress: 3 }, 'running'],
	['all done, but no picture yet', 'UPLOADING', { progress: 100 }, 'running'],
] as never)('%s is judged sensibly', (_what, sent, signs, status) => {
	expect(statusOf(sent, { ...nothing, ...signs })).toBe(status);
});

test.each([
	['2023-10-01 12:00:00', '2023-10-01T04:00:00.000Z'],
	[1696132800000, '2023-10-01T04:00:00.000Z'],
	['1696132800000', '2023-10-01T04:00:00.000Z'],
	[1696132800, '2023-10-01T04:00:00.000Z'],
	['2023-10-01T12:00:00+08:00', '2023-10-01T04:00:00.000Z'],
	[0, null],
	['', null],
	['soon', null],
	['2023-13-45 12:00:00', null],
	[null, null],
])('the time %j is %j', (sent, time) => {
	expect(isoTime(sent)).toBe(time);
});

test("AIGC2D's own object and midjourney-proxy's give the same task", () => {
	const own = read({
		code: 0,
		message: 'success',
		task_id: '1',
		action: 'IMAGINE',
		prompt: 'a cat',
		state: 'x',
		submit_time: '2023-10-01 12:00:00',
		start_time: '2023-10-01 12:00:01',
		finish_time: '2023-10-01 12:01:00',
		status: 'SUCCESS',
		progress: '100%',
		image_url: 'https://mjcdn.aigc2d.com/1.png',
		point: 100,
	});
	const proxy = read({
		id: '1',
		action: 'IMAGINE',
		prompt: 'a cat',
		state: 'x',
		submitTime: 1696132800000,
		startTime: 1696132801000,
		finishTime: 1696132860000,
		status: 'SUCCESS',
		progress: '100%',
		imageUrl: 'https://mjcdn.aigc2d.com/1.png',
		failReason: null,
		buttons: [],
	});
	expect(own).toEqual({
		id: '1',
		action: 'IMAGINE',
		status: 'succeeded',
		status_sent: 'SUCCESS',
		progress: 100,
		prompt: 'a cat',
		submitted_at: '2023-10-01T04:00:00.000Z',
		started_at: '2023-10-01T04:00:01.000Z',
		finished_at: '2023-10-01T04:01:00.000Z',
		image_urls: ['https://mjcdn.aigc2d.com/1.png'],
		buttons: [],
		fail_reason: null,
		points: 100,
		points_estimated: 100,
		state: 'x',
	});
	expect({ ...proxy, points: 100 }).toEqual(own);
});

test('buttons have one spelling; those without an ID are left out', () => {
	const { buttons } = read({
		status: 'SUCCESS',
		buttons: [
			{ customId: 'MJ::JOB::upsample::1::x', emoji: '', label: 'U1', type: 2, style: 2 },
			{ custom_id: 'MJ::JOB::reroll::0::x', emoji: '🔄' },
			{ label: 'nothing' },
			'U2',
		],
	});
	expect(buttons).toEqual([
		{ custom_id: 'MJ::JOB::upsample::1::x', label: 'U1', emoji: '', type: 2, style: 2 },
		{ custom_id: 'MJ::JOB::reroll::0::x', label: '', emoji: '🔄' },
	]);
});

test.each([
	['45%', 45],
	[45, 45],
	['0.45', 45],
	['100%', 100],
	['-3', 0],
	['250%', 100],
	['', 0],
	['soon', 0],
])('progress %j is %i', (progress, percent) => {
	expect(read({ status: 'RUNNING', progress }).progress).toBe(percent);
});

test('a failed task has its reason, wherever it stands', () => {
	for (const body of [
		{ failReason: 'banned' },
		{ fail_reason: 'banned' },
		{ error_message: 'banned' },
		{ error: { message: 'banned' } },
		{ message: 'banned' },
		{ description: 'banned' },
	]) {
		expect(read({ status: 'FAILURE', ...body }).fail_reason).toBe('banned');
	}
	expect(
		read({ status: 'FAILURE', message: 'success', failReason: 'null' }).fail_reason,
	).toBeNull();
});

test('what has no place in the task is kept, what has is not doubled', () => {
	const task = read({ status: 'RUNNING', promptEn: 'a cat', properties: { a: 1 }, imageUrl: '' });
	expect(task).toMatchObject({ promptEn: 'a cat', properties: { a: 1 } });
	expect(Object.keys(task)).not.toContain('imageUrl');
});

test('pictures are found under all their names, each once', () => {
	expect(
		imageUrls({
			image_url: 'https://a/1.png',
			imageUrls: [{ url: 'https://a/1.png' }, { url: 'https://a/2.png' }, 'https://a/3.png'],
			url: 'not an address',
			images: 7,
		}),
	).toEqual(['https://a/1.png', 'https://a/2.png', 'https://a/3.png']);
});

test('a task is found in an object around it, in a list the one of its ID', () => {
	const task = { id: '2', status: 'RUNNING' };
	const list = [{ id: '1', status: 'SUCCESS' }, task];
	for (const body of [task, { data: task }, { code: 1, result: task }, list, { tasks: list }]) {
		expect(findTask(body, '2')).toBe(task);
	}
	expect(findTask({ code: 1, description: 'no' }, '2')).toBeUndefined();
	expect(findTask({ status: 404, message: 'not found' }, '2')).toBeUndefined();
	expect(findTask('text', '2')).toBeUndefined();
});

const url = 'https://a/1.png';
const own = { task_id: '7', status: 'SUCCESS', image_url: url };
const other = { task_id: '8', status: 'SUCCESS', image_url: url };
const anonymous = { status: 'SUCCESS', image_url: url };

test.each<[string, unknown, JsonObject]>([
	['the own one among others', [other, own], own],
	['the own one in an object', { data: { list: [other, anonymous, own] } }, own],
	['the own one inside one without an ID', { status: 'success', data: own }, own],
	['the own one inside another that has an ID', { id: 'request-1', status: 'ok', data: own }, own],
	['the only one, without an ID', [anonymous], anonymous],
	['the only one in an object, without an ID', { data: [anonymous] }, anonymous],
	['one with an ID of its own besides', { id: 5, ...own }, { id: 5, ...own }],
	['a number as the ID', { task_id: 7, status: 'SUCCESS' }, { task_id: 7, status: 'SUCCESS' }],
])('of the tasks in an answer, %s counts', (_which, body, task) => {
	expect(findTask(body, '7')).toEqual(task);
});

test('the pictures of a task may have IDs of their own', () => {
	const task = { status: 'SUCCESS', data: [{ id: 'picture-1', url }] };
	expect(findTask(task, '7')).toBe(task);
});

test.each<[string, unknown]>([
	['another task', other],
	['another task, by its id', { id: '8', status: 'SUCCESS', imageUrl: url }],
	['another task in an object', { code: 1, data: other }],
	['another task inside an answer that went well', { status: 'success', data: other }],
	['a list of others', [other, { ...other, task_id: '9' }]],
	['a list of one other', { data: [other] }],
	['a list of several without an ID', [anonymous, anonymous]],
	['one without an ID beside another', { list: [anonymous, other] }],
	[
		'a failed other, whatever its words',
		{ task_id: '8', status: 'failure', message: 'banned prompt' },
	],
	['an empty list', []],
	['an empty list in an object', { code: 0, message: 'success', data: [] }],
	['nothing', null],
])('%s is not the own task: it is not known yet', (_what, body) => {
	expect(findTask(body, '7')).toBeUndefined();
	const reader = queryCall('/task/{id}', { ...begun, id: '7' }).reader();
	reader.head({ status: 200, headers: {} });
	reader.push(Buffer.from(JSON.stringify(body)));
	expect(reader.end().failure).toMatchObject({
		kind: 'notFound',
		message: 'The gateway knows no task 7',
	});
});

test('points of a picture follow the price list', () => {
	const picture = { width: 1000, height: 1000, steps: 20, pictures: 1, controlUnits: 0 };
	expect(stableDiffusionPoints(picture)).toBe(40);
	expect(stableDiffusionPoints({ ...picture, pictures: 3, controlUnits: 1 })).toBe(264);
});
