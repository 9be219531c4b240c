import type { Answer } from '../../../support/conversation/case';
import {
	drawing,
	get,
	going,
	look,
	lookAt,
	lookPath,
	lookPathOfDiffusion,
	page,
	picture,
	submitted,
	taken,
} from './answers';
import {
	failed,
	getTask,
	getTaskOfDiffusion,
	imagine,
	made,
	routes,
	type Row,
	textToImage,
} from './build';

const onceBad = (title: string, body: unknown, more: Partial<Answer> = {}): Row =>
	imagine(`one look: ${title}`, [taken, going, get(lookPath, body, more), look(), picture], made);

const unknown = (title: string, body: unknown, status: number): Row =>
	getTask(`unknown: ${title} under ${status}`, [get(lookPath, body, { status })], {
		...failed,
		kind: ['notFound'],
		taskId: true,
		atMost: { [`GET ${lookPath}`]: 1 },
	});

const notYet = (title: string, body: unknown, status: number): Row =>
	imagine(
		`not known yet: ${title} under ${status}`,
		[taken, get(lookPath, body, { status }), get(lookPath, body, { status }), look(), picture],
		made,
	);

const wrongKey = {
	error: {
		message: 'Incorrect API key provided',
		type: 'invalid_request_error',
		code: 'invalid_api_key',
	},
};

/** A case of a run of two: each has marks of its own. */
const one = (
	name: string,
	mark: string,
	[first, ...later]: Row['answers'],
	want: Row['want'],
): Row => {
	const row = imagine(`${name}, ${mark}`, [], { requests: {} }, {}, name);
	const taskId = `1700000000000${mark}`;
	const asked = (text: string) =>
		text.replaceAll('17000000000000901', taskId).replaceAll('/pic/1.png', `/pic/${mark}.png`);
	const answers = JSON.parse(asked(JSON.stringify([first, ...later]))) as Answer[];
	const options = { ...(row.parameters.options as object), state: `k${mark}` };
	return {
		...row,
		parameters: { ...row.parameters, options },
		taskId,
		marks: [`k${mark}`, taskId, `${mark}.png`],
		answers,
		want,
	};
};

const once = { requests: { [routes.imagine]: 1 } };

/** 6: a look that goes wrong says nothing of a task that was taken on. */
export const badLooks: readonly Row[] = [
	onceBad('403', { error: { message: 'Forbidden', type: 'new_api_error' } }, { status: 403 }),
	onceBad('401 with a code', wrongKey, { status: 401 }),
	onceBad('a web page under 200', '', page('Sign in')),
	onceBad('a web page under 403', '', page('Just a moment...', 403)),
	onceBad(
		'an empty balance',
		{ error: { message: 'insufficient_user_quota', code: 'insufficient_user_quota' } },
		{ status: 403 },
	),
	onceBad('a code of a refusal under 200', { code: 401, msg: 'token expired' }),
	textToImage(
		'one look: 401',
		[
			drawing,
			lookAt(wrongKey, { status: 401 }),
			lookAt({ status: 'done', url: '{host}/pic/1.png' }),
			picture,
		],
		made,
	),
	imagine('401 at every look', [taken, get(lookPath, wrongKey, { status: 401 })], {
		...failed,
		kind: ['auth'],
		taskId: true,
	}),
	notYet('task_not_exist', { code: 4, description: 'task_not_exist', type: 'upstream_error' }, 400),
	notYet('task_no_found', { code: 4, description: 'task_no_found' }, 200),
	notYet('任务不存在', { code: 0, message: '任务不存在' }, 200),
	notYet('任务不存在', { error: { message: '任务不存在', type: 'one_api_error' } }, 500),
	unknown(
		'task_not_exist',
		{ description: 'task_not_exist', type: 'upstream_error', code: 4 },
		400,
	),
	unknown('task_no_found', { code: 4, description: 'task_no_found ' }, 500),
	unknown('任务不存在', { code: -1, message: '任务不存在', data: null }, 200),
	unknown(
		'task_not_exist',
		{ error: { message: 'task_not_exist', type: 'invalid_request_error' } },
		403,
	),
	getTaskOfDiffusion(
		'unknown: task_not_exist',
		[
			get(
				lookPathOfDiffusion,
				{ code: 'task_not_exist', message: 'task_not_exist', data: null },
				{ status: 400 },
			),
		],
		{ ...failed, kind: ['notFound'], taskId: true, atMost: { [`GET ${lookPathOfDiffusion}`]: 1 } },
	),
	one(
		'a look is refused',
		'0911',
		[taken, get(lookPath, wrongKey, { status: 403 }), look(), picture],
		{ ...made, ...once },
	),
	one('a look is refused', '0912', [taken, going, going, look(), picture], { ...made, ...once }),
	one('a submission is refused', '0921', [taken, going, going, look(), picture], {
		...made,
		...once,
	}),
	one('a submission is refused', '0922', [submitted(wrongKey, { status: 401 })], {
		...failed,
		kind: ['auth'],
	}),
];
