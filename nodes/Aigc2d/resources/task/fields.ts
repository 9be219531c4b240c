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
			'Whether to wait until the picture is there. Off, the item is the task with its ID, and Get Task fetches the picture later.',
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
			'Longest wait for the task. After that the item fails and names the task, which Get Task can still fetch.',
	},
	wire: null,
	check: number({ from: 0.1, to: 1440 }),
});

const taskPathDescription =
	'Route for a look at a task, with {id} in place of its ID. A route without {id} is asked with POST, and the ID in the member "task_id". AIGC2D does not document the route; ask its support if this one is not known there.';

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
