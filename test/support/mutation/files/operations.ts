import type { IDataObject } from 'n8n-workflow';
import type { Answer, Conversation } from '../../conversation/case';
import type { Good } from '../good';
import type { Id } from './ids';
import { goodPictures } from './pictures';
import type { Put, Shelf } from './put';
import { goodSound } from './sounds';
import { goodSubmission } from './submissions';
import { goodTask } from './tasks';
import { goodTranscript } from './transcripts';

/** An operation of the node, with a good answer that is to be changed. */
export interface Part {
	good: Good;
	/** The route that is paid for. */
	paid?: string;
	makes: 'picture' | 'sound' | 'text' | 'task';
	/** Whether a file's server has trouble, or sends something else. */
	isTroubled?: boolean;
	asked: Pick<Conversation, 'resource' | 'operation' | 'parameters'>;
	/** The answers around the one that is changed. */
	answers: (changed: Body) => Answer[];
}

/** What is sent, wherever it is asked for. */
type Body = Omit<Answer, 'method' | 'path'>;

const model = { __rl: true, mode: 'id', value: 'test-model' };
const lookPath = '/task/{id}';

/** What makes a task: parameters and route. */
const systems = [
	{
		resource: 'midjourney',
		operation: 'imagine',
		path: '/mj/submit/imagine',
		parameters: { prompt: 'a lighthouse' },
	},
	{
		resource: 'stableDiffusion',
		operation: 'textToImage',
		path: '/sd/txt2img',
		parameters: { mainModelId: 1, prompt: 'a lighthouse', width: 512, height: 512 },
	},
] as const;

/** Longest wait for a task in minutes of the node's clock. */
const options = { maxWait: 0.2, taskPath: lookPath };

function lookOf({ id }: Id, body: Body): Answer {
	return { method: 'GET', path: lookPath.replace('{id}', id), ...body };
}

/** What a look shows in the end. */
function last({ id }: Id, shelf: Shelf, isDone = shelf.files.length > 0): Body {
	const { url } = isDone ? (shelf.files[0] as Put) : shelf.picture();
	return { body: { id, status: 'SUCCESS', progress: '100%', imageUrl: url } };
}

function submission(shelf: Shelf, own: Id): Part {
	const { random } = shelf;
	const { path, parameters, ...asked } = random.pick(systems);
	const waits = random.chance(0.85);
	const good = goodSubmission(random, shelf, own);
	return {
		good,
		paid: `POST ${path}`,
		makes: waits ? 'picture' : 'task',
		asked: { ...asked, parameters: { ...parameters, waitForCompletion: waits, options } },
		answers: (changed) => [{ method: 'POST', path, ...changed }, lookOf(own, last(own, shelf))],
	};
}

function look(shelf: Shelf, own: Id): Part {
	const { random } = shelf;
	const { path, parameters, ...asked } = random.pick(systems);
	return {
		good: goodTask(random, shelf, own),
		paid: `POST ${path}`,
		makes: 'picture',
		asked: { ...asked, parameters: { ...parameters, waitForCompletion: true, options } },
		answers: (changed) => [
			{ method: 'POST', path, body: { code: 1, description: 'ok', result: own.id } },
			lookOf(own, changed),
			lookOf(own, last(own, shelf)),
		],
	};
}

function getTask(shelf: Shelf, own: Id): Part {
	const resource = shelf.random.pick(systems).resource;
	const parameters = { taskId: own.id, waitForCompletion: shelf.random.chance(0.7), options };
	return {
		good: goodTask(shelf.random, shelf, own),
		makes: parameters.waitForCompletion ? 'picture' : 'task',
		asked: { resource, operation: 'getTask', parameters },
		answers: (changed) => [lookOf(own, changed), lookOf(own, last(own, shelf))],
	};
}

/** What is paid for and answered at once. */
function atOnce(
	good: Good,
	makes: Part['makes'],
	path: string,
	[resource, operation]: readonly [string, string],
	parameters: IDataObject,
): Part {
	return {
		good,
		makes,
		paid: `POST ${path}`,
		asked: { resource, operation, parameters: { model, ...parameters } },
		answers: (changed) => [{ method: 'POST', path, ...changed }],
	};
}

/** Operations by chance; those with tasks more often. */
export const parts: ReadonlyArray<(shelf: Shelf, own: Id) => Part> = [
	submission,
	submission,
	look,
	look,
	getTask,
	(shelf, own) =>
		atOnce(
			goodPictures(shelf.random, shelf, own),
			'picture',
			'/v1/images/generations',
			['image', 'generate'],
			{ prompt: 'a lighthouse' },
		),
	(shelf, own) => ({
		...atOnce(
			goodPictures(shelf.random, shelf, own),
			'picture',
			'/v1/images/generations',
			['image', 'generate'],
			{ prompt: 'a lighthouse' },
		),
		isTroubled: true,
	}),
	(shelf) => ({
		...atOnce(goodSound(shelf.random, shelf), 'sound', '/v1/audio/speech', ['audio', 'speech'], {
			text: 'Good morning',
			voice: 'alloy',
		}),
		isTroubled: shelf.random.chance(0.3),
	}),
	({ random }) =>
		atOnce(goodTranscript(random), 'text', '/v1/audio/transcriptions', ['audio', 'transcribe'], {
			binaryProperty: 'data',
		}),
];
