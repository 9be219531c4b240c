import { number, boolean } from '../../../fields/check';
import { field, readField } from '../../../fields/field';
import type { Parameters } from '../../../fields/parameters';
import { path, type RouteField } from '../../../fields/path';
import type { Values } from '../../../fields/values';

/** How long a task is waited for unless told otherwise, in minutes: AIGC2D gives up on one after as long. */
const usualWait = 15;

/** Whether the item is the picture or the task. */
export const waitField = field({
	property: {
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the image is there. If off, the output is the task with its ID, and Get Task fetches the image later.',
	},
	wire: null,
	check: boolean,
});

/** How long to wait. */
export const maxWaitOption = field({
	property: {
		displayName: 'Max Wait (Minutes)',
		name: 'maxWait',
		type: 'number',
		default: usualWait,
		typeOptions: { minValue: 1 },
		description:
			'Longest wait for the task. After that the item fails with the ID of the task in error.task_id, and Get Task can still fetch the result.',
	},
	wire: null,
	check: number({ from: 0.1, to: 1440 }),
});

const taskPathDescription =
	'Path at which the gateway shows a task, with {id} in place of the task ID. A path without {id} is called with POST, with the ID as "task_id" in the body. AIGC2D does not document its path; ask its support if this one does not work there.';

/** Where a task is asked for. */
export function taskPathOption(usual: string): RouteField<'taskPath'> {
	const row = field({
		property: {
			displayName: 'Task Path',
			name: 'taskPath',
			type: 'string',
			default: usual,
			placeholder: `e.g. ${usual}`,
			description: taskPathDescription,
		},
		wire: null,
		check: path,
	});
	return { ...row, usual };
}

/** Whether, how long and where a task is waited for. */
export interface Waiting {
	wait: boolean;
	/** In milliseconds. */
	limit: number;
	/** Route for a look at the task. */
	path: string;
}

/**
 * @param route where the operation asks for its task
 * @throws Failed (`input`) naming the field
 */
export function readWaiting(
	parameters: Parameters,
	options: Values<typeof maxWaitOption | RouteField<'taskPath'>>,
	route: RouteField<'taskPath'>,
): Waiting {
	return {
		wait: readField(parameters, waitField),
		limit: (options.get(maxWaitOption) ?? usualWait) * 60_000,
		path: options.get(route) ?? route.usual,
	};
}
