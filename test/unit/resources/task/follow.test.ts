import { follow, type Followed } from '../../../../nodes/Aigc2d/resources/task/follow';
import { Failed, failureOf, type Failure } from '../../../../nodes/api/failure';
import { defaultRetryAndTimeouts } from '../../../../nodes/api/limits';
import type { Task } from '../../../../nodes/api/task/task';
import {
	bytesOf,
	settle,
	untilAborted,
	virtualDelivery,
	virtualTransport,
} from '../../../support/virtual';

const minute = 60_000;
const begun = { id: '7', action: 'IMAGINE', prompt: null, points_estimated: null };
const picture = 'https://pictures.test/1.png';
const running = { status: 'IN_PROGRESS', progress: '45%' };
const done = { status: 'SUCCESS', imageUrl: picture };

type Look = object | number | string;

/** Follows a task whose looks are given, for so long; tells when each look came, in seconds. */
async function followed(
	looks: Look[] | ((seconds: number) => Look),
	more: Partial<Followed> = {},
	until = 20 * minute,
) {
	const times: number[] = [];
	const transport = virtualTransport(async (_request, signal) => {
		times.push(clock.now() / 1000);
		const look =
			typeof looks === 'function'
				? looks(clock.now() / 1000)
				: (looks[Math.min(times.length, looks.length) - 1] as Look);
		if (look === 'nothing') return await untilAborted(signal);
		if (typeof look === 'number') return { status: look, body: bytesOf('{}') };
		if (typeof look === 'string') return { body: bytesOf(look) };
		const { status, body } = look as { status?: unknown; body?: unknown };
		if (typeof status === 'number') return { status, body: bytesOf(body as string) };
		return { body: bytesOf(JSON.stringify(look)) };
	});
	const { clock, delivery, stop } = virtualDelivery(transport);
	const means = delivery.contextFor(delivery.tallyUnit(), {
		...defaultRetryAndTimeouts,
		maxAttempts: 1,
	});
	let task: Task | undefined;
	let why: Failure | undefined;
	const following = follow(
		{
			begun,
			waiting: { wait: true, limit: 15 * minute, path: '/mj/task/{id}/fetch' },
			isOwn: true,
			hasPicture: () => true,
			...more,
		},
		means,
	).then(
		(found) => (task = found),
		(thrown: unknown) => (why = failureOf(thrown)),
	);
	await clock.pass(until);
	const result = { times, stop, settled: following, pending: clock.pending };
	return { ...result, get: () => ({ task, why }), clock };
}

const rounded = (times: number[]) => times.map((time) => Math.round(time * 100) / 100);

test('looks come after pauses that grow from 2 to 15 seconds', async () => {
	const { times, get, pending } = await followed([...Array<Look>(8).fill(running), done]);
	expect(rounded(times)).toEqual([2, 5, 9.5, 16.25, 26.38, 41.38, 56.38, 71.38, 86.38]);
	expect(get().task?.status).toBe('succeeded');
	expect(pending).toBe(0);
});

test('a task of an earlier item is looked at without delay', async () => {
	const { times } = await followed([running, done], { isOwn: false });
	expect(times).toEqual([0, 2]);
});

test('after 15 minutes it ends as a failure that names the task, and how to fetch it', async () => {
	const { times, get, pending } = await followed([running]);
	expect(times.at(-1)).toBe(900);
	expect(times.length).toBeLessThan(70);
	expect(get().why).toMatchObject({
		kind: 'timeout',
		task_id: '7',
		message: 'The task 7 was not done after 15 minutes (IN_PROGRESS, 45 %)',
		description: expect.stringMatching(/The task ID is 7: Get Task fetches the picture/),
		// The same item again would pay for another picture.
		retryable: false,
	});
	expect(pending).toBe(0);
});

test('a gateway that is away for minutes does not end the wait', async () => {
	const { get } = await followed((seconds) => (seconds < 300 ? 503 : done));
	expect(get().task?.image_urls).toEqual([picture]);
});

test('one that stays away is named when the time is over', async () => {
	const { get } = await followed([503]);
	expect(get().why?.message).toMatch(/; the last look at it failed: The gateway could not/);
	expect(get().why?.task_id).toBe('7');
});

test('a look that hangs is given up after a minute, and another one comes', async () => {
	const { times, get } = await followed(['nothing', done]);
	expect(rounded(times)).toEqual([2, 65]);
	expect(get().task?.status).toBe('succeeded');
});

test('a task that is not known yet right after its submission is asked for again', async () => {
	const { get } = await followed((seconds) => (seconds < 20 ? 404 : done));
	expect(get().task?.status).toBe('succeeded');
});

test.each([
	['half a minute later', { isOwn: true }, 6],
	['of an earlier item', { isOwn: false }, 1],
])('one %s is a failure', async (_when, more, looks) => {
	const { times, get } = await followed([404], more);
	expect(get().why).toMatchObject({ kind: 'notFound', task_id: '7' });
	expect(times.length).toBe(looks);
});

test.each<[string, Look]>([
	['refused with 401', 401],
	['refused with 403', 403],
	['refused for an empty account', { error: { code: 'insufficient_quota', message: 'no' } }],
	['answered with a page', '<html><title>Back soon</title></html>'],
])(
	'a look that is %s is trouble that passes: only the fifth in a row ends the wait',
	async (_how, look) => {
		const passing = await followed([look, look, look, look, running, look, look, look, look, done]);
		expect(passing.get().task?.image_urls).toEqual([picture]);
		const staying = await followed([running, look]);
		expect(staying.times).toHaveLength(6);
		expect(staying.get().why).toMatchObject({ task_id: '7', retryable: false });
		expect(staying.get().why?.description).toMatch(/Get Task fetches the picture/);
	},
);

test('the first look at a task of an earlier item shows whether the key is good', async () => {
	const { times, get } = await followed([401], { isOwn: false });
	expect(times).toHaveLength(1);
	expect(get().why).toMatchObject({ kind: 'auth', task_id: '7', retryable: false });
});

test.each<[string, Look]>([
	['an object', { hello: 'world' }],
	['words on another route', { code: 1, description: 'Welcome' }],
	['a list of models', { object: 'list', data: [{ id: 'gpt', object: 'model' }] }],
	['a number', '17'],
	['text', 'pong'],
])('three answers in a row that are no task end the wait: %s', async (_what, look) => {
	const { times, get } = await followed([look, look, running, look]);
	expect(times).toHaveLength(6);
	expect(get().why).toMatchObject({
		kind: 'malformed',
		task_id: '7',
		retryable: false,
		text: typeof look === 'string' ? look : JSON.stringify(look),
		description: expect.stringMatching(/Task Path .* Get Task fetches the picture/),
	});
});

test.each<[string, string, number]>([
	['task_no_found', '{"description":"task_no_found ","type":"upstream_error","code":4}', 400],
	['task_not_exist', '{"code":"task_not_exist","message":"x"}', 500],
	['任务不存在', '{"code":-1,"description":"任务不存在"}', 200],
	['Task not found as a state', '{"id":"7","status":"Task not found","result":null}', 200],
	['an error of JSend', '{"status":"error","message":"Job 7 was not found"}', 200],
	['null in data', '{"code":0,"message":"success","data":null}', 200],
])('%s means that the task is not known yet, or not at all', async (_words, body, status) => {
	const late = await followed((seconds) => (seconds < 25 ? { status, body } : done));
	expect(late.get().task?.status).toBe('succeeded');
	const never = await followed([{ status, body }], { isOwn: false });
	expect(never.times).toHaveLength(1);
	expect(never.get().why).toMatchObject({ kind: 'notFound', task_id: '7' });
});

test.each(['IN_PROGRESS', 'Publishing', null])(
	'100 %% with the same picture on three looks is done, also under the word %s',
	async (status) => {
		const preview = { status, progress: '60%', imageUrl: 'https://pictures.test/preview.png' };
		const last = { status, progress: '100%', imageUrl: `${picture}?sign=1` };
		const { times, get } = await followed([
			preview,
			last,
			{ ...last, imageUrl: `${picture}?sign=2` },
			last,
		]);
		expect(times).toHaveLength(status === 'IN_PROGRESS' ? 4 : 2);
		expect(get().task).toMatchObject({ status: 'succeeded', image_urls: [`${picture}?sign=1`] });
	},
);

test('what has a picture when the time is up is handed out', async () => {
	const half = { status: 'IN_PROGRESS', progress: '60%', imageUrl: picture };
	const { times, get } = await followed((seconds) => (seconds < 100 ? half : 503));
	expect(times.at(-1)).toBe(900);
	expect(get().task).toMatchObject({
		status: 'running',
		image_urls: [picture],
		beside: { early: expect.stringMatching(/IN_PROGRESS, 60 %/) },
	});
});

test('a wait that ends for another reason leaves the pictures that were seen', async () => {
	const { get } = await followed([{ ...running, imageUrl: picture }, 401]);
	expect(get().why).toMatchObject({ kind: 'auth', text: picture });
});

test.each([
	['aborted', 'server'],
	['Terminated', 'server'],
	['timed_out', 'server'],
	['TASK_STATUS_FAILED', 'server'],
	['NSFW', 'contentFilter'],
	['banned', 'contentFilter'],
	['blocked', 'contentFilter'],
	['Request Moderated', 'contentFilter'],
	['Content Moderated', 'contentFilter'],
])('a task that is %s has failed, finally', async (status, kind) => {
	const { times, get } = await followed([running, { status, result: null, message: 'success' }]);
	expect(times).toHaveLength(2);
	const { why } = get();
	expect(why).toMatchObject({ kind, retryable: false, task_id: '7' });
	expect(why?.message).toBe(`The task ended with the status ${status}`);
	expect(why?.description).not.toMatch(/Get Task|again later/);
});

test.each([
	['Sorry! Our AI moderator thinks this is against our community standards.', 'contentFilter'],
	['Banned Prompt', 'contentFilter'],
	['Our AI moderator is unsure about this prompt', 'contentFilter'],
	['[Invalid parameter] Unrecognized parameter(s): `--foo`', 'badRequest'],
	['quota_not_enough', 'quota'],
	['任务超时', 'server'],
])('the kind of the reason %s is %s', async (failReason, kind) => {
	const { get } = await followed([{ status: 'FAILURE', failReason }]);
	expect(get().why).toMatchObject({
		kind,
		message: `The task failed: ${failReason}`,
		retryable: false,
	});
});

test('a failed task tells why, and by its words what kind of failure it is', async () => {
	const { get } = await followed([
		{ status: 'FAILURE', failReason: 'prompt hits sensitive_words' },
	]);
	expect(get().why).toMatchObject({
		kind: 'contentFilter',
		message: 'The task failed: prompt hits sensitive_words',
		task_id: '7',
	});
});

test('a task that is done gets some looks more until its picture has an address', async () => {
	const late = await followed([{ status: 'SUCCESS' }, { status: 'SUCCESS' }, done]);
	expect(late.times).toHaveLength(3);
	expect(late.get().task?.image_urls).toEqual([picture]);
	const never = await followed([{ status: 'SUCCESS' }]);
	expect(never.times).toHaveLength(4);
	expect(never.get().task?.image_urls).toEqual([]);
	const text = await followed([{ status: 'SUCCESS' }], { hasPicture: () => false });
	expect(text.times).toHaveLength(1);
});

test('a window is answered once', async () => {
	let answers = 0;
	const modal = { status: 'MODAL' };
	const { get } = await followed([modal, modal, running, done], {
		onWindow: async () => void answers++,
	});
	expect(answers).toBe(1);
	expect(get().task?.status).toBe('succeeded');
});

test('a window without an answer, or whose answer fails, ends the wait', async () => {
	const open = await followed([{ status: 'MODAL' }]);
	expect(open.get().why).toMatchObject({ kind: 'badRequest', task_id: '7' });
	const refused = await followed([{ status: 'MODAL' }], {
		onWindow: async () => {
			throw new Failed({ ...(open.get().why as Failure), message: 'No mask' });
		},
	});
	expect(refused.get().why).toMatchObject({ message: 'No mask', task_id: '7' });
});

test('Stop ends a pause at once, and the failure names the task', async () => {
	const { stop, get, pending, settled } = await followed([running], {}, 30_000);
	expect(pending).toBeGreaterThan(0);
	stop.now();
	await settle();
	await settled;
	expect(get().why).toMatchObject({ kind: 'cancelled', task_id: '7' });
});
