import { queryCall } from '../../../../nodes/api/task/queryCall';
import type { Task } from '../../../../nodes/api/task/task';
import type { Good } from '../good';
import type { Random } from '../random';
import type { Sent } from '../sent';
import { newId } from './ids';
import { lookAt, type Look } from './looks';
import { isIntact, placed } from './placed';
import { isOf, Shelf } from './put';

/** A good answer about a task. */
export function goodTask(random: Random, shelf = new Shelf(random), own = newId(random)): Good {
	const look = lookAt(own, shelf);
	const { tree } = look;
	const { id } = own;
	const identity = placed(tree, id);
	const begun = { id, action: null, prompt: null, points_estimated: null };
	// What tells where the task is: the status, the pictures.
	const isKept = (sent: Sent) => isIntact(identity, sent) && !isStateTouched(sent.changes);
	return {
		route: 'tasks',
		tree,
		form: 'body',
		isFree: true,
		isMade: look.says !== 'failed' && look.video === undefined,
		reader: () => queryCall('/mj/task/{id}', begun).reader(),
		faults: (task: Task, sent) => [
			...(task.id === id ? [] : ['another ID']),
			...strangePictures(task.image_urls, look, shelf, sent),
			...(isKept(sent) ? stateFaults(task, look, shelf) : []),
			...(task.status === 'failed' && task.beside?.why?.retryable !== false
				? ['a failure that is not final']
				: []),
		],
		failed: ({ kind, message }, sent) =>
			isKept(sent) ? [`a task that is told: ${kind}, ${message}`] : [],
	};
}

const ofState =
	/status|state|output|result|image|url|^\S*\/(data|list)(\/\d+)? |error|progress|reason/i;

function isStateTouched(changes: readonly string[]): boolean {
	return changes.some((change) => ofState.test(change));
}

function stateFaults({ status, image_urls, beside }: Task, look: Look, { files }: Shelf): string[] {
	const missing = files.filter((put) => !image_urls.some((url) => isOf(url, put)));
	return [
		...(status === look.says ? [] : [`it is ${status} in place of ${look.says}`]),
		...missing.map(({ url }) => `lost its picture ${url}`),
		...(look.video === undefined || beside?.videos?.includes(look.video) ? [] : ['lost its video']),
	];
}

/** Pictures that are not those of the task: never another's, and of nobody where nothing broke on the way. */
function strangePictures(
	urls: readonly string[],
	{ tree, others }: Look,
	{ files, strange }: Shelf,
	sent: Sent,
): string[] {
	const ofOthers = others.filter(
		(other) =>
			isIntact(placed(tree, other.id), sent) && urls.some((url) => isOf(url, other.picture)),
	);
	const known = [...files, ...strange];
	const ofNobody = urls.filter((url) => !known.some((put) => isOf(url, put)));
	return [
		...ofOthers.map(({ picture }) => `the picture of another task: ${picture.url}`),
		...(sent.isWhole ? ofNobody : []).map((url) => `a picture of nobody: ${url.slice(0, 80)}`),
	];
}
