import { follow, type Followed } from '../../nodes/Aigc2d/resources/task/follow';
import { Failed, failureOf, type Failure } from '../../nodes/api/failure';
import { defaultPatience } from '../../nodes/api/limits';
import type { Task } from '../../nodes/api/task/task';
import {
	bytesOf,
	settle,
	untilAborted,
	virtualDelivery,
	virtualTransport,
} from '../support/virtual';

const minute = 60_000;
const begun = { id: '7', action: 'IMAGINE', prompt: null, points_estimated: null };
const picture = 'https://pictures.test/1.png';
const running = { status: 'IN_PROGRESS', progress: '45%' };
const done = { status: 'SUCCESS', imageUrl: picture };

type Look = object | number | 'nothing';

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
		return { body: bytesOf(JSON.stringify(look)) };
	});
	const { clock, delivery, stop } = virtualDelivery(transport);
	const means = delivery.operationMeans(delivery.tallyUnit(), {
		...defaultPatience,
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

test('a refused key ends the wait at once', async () => {
	const { times, get } = await followed([running, 401]);
	expect(times).toHaveLength(2);
	expect(get().why).toMatchObject({ kind: 'auth', task_id: '7', retryable: false });
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
