import {
	address,
	drawing,
	file,
	get,
	look,
	lookAt,
	lookPath,
	picture,
	post,
	taken,
} from './answers';
import {
	failed,
	getTask,
	getTaskOfDiffusion,
	id,
	imagine,
	made,
	type Row,
	textToImage,
} from './build';

const otherId = '17000000000000902';

/** As a number that has lost its last digit it is the same. */
const nextId = '17000000000000900';

const lost = file('/pic/other.png', 'webp');

const other = {
	id: otherId,
	status: 'SUCCESS',
	progress: '100%',
	imageUrl: '{host}/pic/other.png',
};

/** Its picture is neither fetched nor named. */
const notTheirs = {
	...failed,
	taskId: true as const,
	notTold: ['/pic/other.png'],
};

const never = { 'GET /pic/other.png': 0 };

/** 4: only the own task counts. */
export const tasksOfOthers: readonly Row[] = [
	getTask('a list of others', [get(lookPath, [other]), lost], { ...notTheirs, requests: never }),
	getTask('one other, in data', [get(lookPath, { code: 1, data: other }), lost], {
		...notTheirs,
		requests: never,
	}),
	getTask(
		'others in result.list',
		[get(lookPath, { code: 200, result: { list: [other] } }), lost],
		{ ...notTheirs, requests: never },
	),
	getTask(
		'an ID of other digits, as a bare number',
		[get(lookPath, `{"id":${nextId},"status":"SUCCESS","imageUrl":"{host}/pic/other.png"}`), lost],
		{ ...notTheirs, requests: never },
	),
	getTaskOfDiffusion(
		'one other, done',
		[
			lookAt({ data: { task_id: otherId, status: 'Finished', image_url: '{host}/pic/other.png' } }),
			lost,
		],
		{ ...notTheirs, requests: never },
	),
	getTaskOfDiffusion(
		'DashScope: another in output',
		[
			lookAt({
				request_id: 'r',
				output: {
					task_id: otherId,
					task_status: 'SUCCEEDED',
					results: [{ url: '{host}/pic/other.png' }],
				},
			}),
			lost,
		],
		{ ...notTheirs, requests: never },
	),
	imagine(
		'first the one before, then the own one',
		[taken, get(lookPath, other), look(), lost, picture],
		made,
	),
	imagine(
		'a list that the own one joins later',
		[
			taken,
			get(lookPath, { data: [other] }),
			get(lookPath, { data: [other, { id, status: 'SUCCESS', imageUrl: address }] }),
			lost,
			picture,
		],
		made,
	),
	imagine(
		'a single entry without an ID is the own one',
		[taken, get(lookPath, { data: [{ status: 'SUCCESS', imageUrl: address }] }), picture],
		made,
	),
	imagine(
		'AIGC2D: another ID as a bare number, then the own one',
		[
			taken,
			post(
				'/mj/query',
				`{"code":0,"task_id":${nextId},"status":"SUCCESS","image_url":"{host}/pic/other.png"}`,
			),
			post('/mj/query', `{"code":0,"task_id":${id},"status":"SUCCESS","image_url":"${address}"}`),
			lost,
			picture,
		],
		made,
		{ options: { maxWait: 0.6, taskPath: '/mj/query' } },
	),
	textToImage(
		'a list without the own one, then with it',
		[
			drawing,
			lookAt([{ task_id: otherId, status: 'done', url: '{host}/pic/other.png' }]),
			lookAt([{ task_id: id, status: 'done', url: address }]),
			lost,
			picture,
		],
		made,
	),
];
