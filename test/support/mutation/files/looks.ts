import type { JsonObject } from '../../../../nodes/api/json';
import type { TaskStatus } from '../../../../nodes/api/task/task';
import { newId, type Id } from './ids';
import type { Put, Shelf } from './put';

/** An answer about a task, and what it says. */
export interface Look {
	tree: unknown;
	says: TaskStatus;
	/** Other tasks in it, with their pictures. */
	others: ReadonlyArray<Id & { picture: Put }>;
	/** The address of a video that it made. */
	video?: string;
}

/** Puts a task where gateways have it: bare, in a member, in a list with other tasks. */
type Wrap = (task: JsonObject, others: JsonObject[]) => unknown;

const wraps: readonly Wrap[] = [
	(task) => task,
	(task) => task,
	(task) => ({ code: 1, description: 'success', data: task }),
	(task) => ({ code: 'success', message: '', data: task }),
	(task, others) => [...others, task],
	(task, others) => ({ code: 200, data: [task, ...others] }),
	(task, others) => ({ total: others.length + 1, list: [...others, task] }),
	(task) => [task],
];

/** A look at a task that is done, under way, or over without a picture. */
export function lookAt(own: Id, shelf: Shelf): Look {
	const { random } = shelf;
	const kind = random.pick([done, done, done, done, done, film, failed, going]);
	const { task, ...look } = kind(own.sent, shelf);
	// These are whole answers.
	if ('code' in task || 'request_id' in task) return { ...look, tree: task, others: [] };
	const others = Array.from({ length: random.between(0, 2) }, () => ({
		...newId(random),
		picture: shelf.ofOther(),
	}));
	const tasks = others.map(({ sent, picture }) => ({
		...proxyTask(sent, 'SUCCESS'),
		imageUrl: picture.url,
	}));
	return { ...look, tree: random.pick(wraps)(task, tasks), others };
}

interface Kind extends Omit<Look, 'tree' | 'others'> {
	task: JsonObject;
}

function proxyTask(id: string, status: string): JsonObject {
	return {
		id,
		action: 'IMAGINE',
		prompt: 'a cat',
		description: '/imagine a cat',
		submitTime: 1_700_000_000_000,
		status,
		progress: status === 'SUCCESS' ? '100%' : '30%',
		failReason: '',
		buttons: [{ customId: 'c1', label: 'U1' }],
	};
}

/** The dialects of a task with pictures: midjourney-proxy, AIGC2D, New-API, piapi, Replicate, BFL, DashScope, others. */
function done(id: string, shelf: Shelf): Kind {
	const { random } = shelf;
	const pictures = shelf.pictures(random.pick([1, 1, 4]));
	const urls = pictures.map(({ url }) => url);
	const bytes = pictures.map(({ base64 }) => base64);
	const [url, base64] = [urls[0], bytes[0]];
	const one = pictures.length === 1;
	const ofMany: JsonObject[] = [
		{ ...proxyTask(id, 'SUCCESS'), imageUrls: urls.map((each) => ({ url: each })) },
		{ id, status: 'succeeded', output: urls, error: null, urls: { get: 'https://gateway.test/t' } },
		{ task_id: id, status: 'finished', task_result: { image_urls: urls, error_messages: [] } },
		{ task_id: id, status: 'completed', output: { image_url: '', image_urls: urls }, error: null },
		{
			request_id: 'r-1',
			output: {
				task_id: id,
				task_status: 'SUCCEEDED',
				results: urls.map((each) => ({ url: each })),
			},
		},
		{ id, status: 'done', images: bytes },
		{ id, status: 'done', output_images: urls },
		{ task_id: id, status: 'succeeded', url: urls },
	];
	const ofOne: JsonObject[] = [
		{ ...proxyTask(id, 'SUCCESS'), imageUrl: url },
		{ ...proxyTask(id, 'SUCCESS'), imageUrl: url },
		{
			code: 0,
			message: 'success',
			task_id: id,
			status: 'SUCCESS',
			progress: '100%',
			image_url: url,
			point: 100,
		},
		{ id, status: 'Ready', result: { sample: url, prompt: 'a cat' } },
		{ id, status: 'done', image: random.pick([url, base64]) },
		{ id, status: 'succeeded', output: url, error: null },
		{ task_id: id, status: 'completed', progress: 100, output: { image_url: url } },
	];
	return { task: random.pick(one ? [...ofOne, ...ofMany] : ofMany), says: 'succeeded' };
}

/** A task that made a video. */
function film(id: string, { random, host }: Shelf): Kind {
	const video = `${host}/made/film.mp4`;
	const name = random.pick(['videoUrl', 'video_url', 'output']);
	return { task: { id, status: 'SUCCESS', [name]: video }, says: 'succeeded', video };
}

function failed(id: string, { random }: Shelf): Kind {
	const task = random.pick<JsonObject>([
		{ ...proxyTask(id, 'FAILURE'), failReason: 'Banned prompt detected' },
		{ task_id: id, status: 'failed', error: { code: 10_000, message: 'out of memory' } },
		{ id, status: 'Content Moderated', result: null },
		{ task_id: id, status: 'timed_out', fail_reason: '' },
		{ code: 0, message: 'success', task_id: id, status: 'aborted', image_url: '' },
	]);
	return { task, says: 'failed' };
}

function going(id: string, shelf: Shelf): Kind {
	const { random } = shelf;
	const [task, says] = random.pick<[JsonObject, TaskStatus]>([
		[{ ...proxyTask(id, 'IN_PROGRESS'), imageUrl: '' }, 'running'],
		[{ ...proxyTask(id, 'NOT_START'), progress: '' }, 'queued'],
		[{ id, status: 'starting', output: null, error: null }, 'queued'],
		[{ task_id: id, status: 'IN_QUEUE', progress: 0 }, 'queued'],
		[{ request_id: 'r-1', output: { task_id: id, task_status: 'PENDING' } }, 'queued'],
		[{ code: 0, message: 'success', task_id: id, status: 'RUNNING', progress: '45%' }, 'running'],
		[{ task_id: id, status: 'processing', output: { progress: 45, image_url: '' } }, 'running'],
	]);
	return { task, says };
}
