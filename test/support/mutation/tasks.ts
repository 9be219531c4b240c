import type { JsonObject } from '../../../nodes/api/call';
import { queryCall } from '../../../nodes/api/task/queryCall';
import { submitCall, type Submitted } from '../../../nodes/api/task/submitCall';
import type { Task } from '../../../nodes/api/task/task';
import type { Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';

/** The answer to a submission of a task. */
export function goodSubmission(random: Random): Good {
	const id = raw64(random);
	const tree = random.pick<JsonObject>([
		{ code: 1, description: 'Submit success', result: id, properties: {} },
		{ task_id: id, status: 'SUBMITTED' },
		{ code: 'success', message: '', data: id },
	]);
	return {
		route: 'submissions',
		tree,
		form: 'body',
		isFree: true,
		reader: () => submitCall('/mj/submit', {}, 'mj').reader(),
		faults: ({ id: read }: Submitted, sent) => {
			const isKept =
				sent.isWhole && !sent.changes.some((change) => /result|task_id|data|[ /]\/? /.test(change));
			return isKept && read !== id ? [`id is ${read} in place of ${id}`] : [];
		},
	};
}

function raw64(random: Random): string {
	return `44227506321408${random.between(1000, 9999)}`;
}

/** The answer about a task. */
export function goodTask(random: Random): Good {
	const id = raw64(random);
	const picture = 'https://pictures.test/1.png';
	const task = {
		id,
		action: 'IMAGINE',
		status: 'SUCCESS',
		progress: '100%',
		imageUrl: picture,
		prompt: 'a cat',
		buttons: [{ customId: 'c1', label: 'U1' }],
		submitTime: 1_700_000_000_000,
	};
	return {
		route: 'tasks',
		tree: random.pick<unknown>([task, { code: 1, data: task }, [task]]),
		form: 'body',
		isFree: true,
		reader: () =>
			queryCall('/mj/task/{id}', {
				id,
				action: null,
				prompt: null,
				points_estimated: null,
			}).reader(),
		faults: (value: Task, sent) => {
			const pictures = leavesOf(sent.parts).filter(
				({ path, value: url }) => /imageUrl$/.test(path) && url === picture,
			);
			return [
				...(value.id === id ? [] : ['another id']),
				...(!sent.isWhole || value.image_urls.every((url) => url === picture)
					? []
					: ['a picture of nobody']),
				...(sent.changes.length < 2 &&
				sent.isWhole &&
				value.status === 'succeeded' &&
				pictures.length > 0 &&
				value.image_urls.length === 0
					? ['lost its picture']
					: []),
			];
		},
	};
}
