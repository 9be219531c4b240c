import { isTaskId } from '../../../api/task/identity';
import { invalidField, describeValue, type Check } from '../../../fields/check';
import { field } from '../../../fields/field';

const placeholder = 'e.g. {{ $json.task.id }}';
const description =
	'ID of the task: task.id in the output that submitted it, or error.task_id of an item that failed. Keep it as text, because a number of this length would lose digits.';

const remedy =
	'Use task.id of the item that submitted the task, as in {{ $json.task.id }}, or error.task_id of a failed one.';

/**
 * The ID with all its digits.
 *
 * @throws Failed (`input`) also when it is a number that has lost some: it would be the ID of another task
 */
const taskId: Check<string> = (given, label) => {
	if (typeof given === 'number') {
		if (Number.isSafeInteger(given) && given > 0) return String(given);
		return lostDigits(label, given);
	}
	const id = typeof given === 'string' ? given.trim() : given;
	if (typeof id !== 'string' || id === '') {
		return invalidField(
			label,
			id === '' ? 'is empty' : `must be a text, but ${describeValue(given)}`,
			remedy,
		);
	}
	if (/^\d+(\.\d+)?e\+?\d+$/i.test(id)) return lostDigits(label, id);
	if (!isTaskId(id)) {
		return invalidField(label, `must be the ID of a task, but ${describeValue(given)}`, remedy);
	}
	return id;
};

/** Which task. */
export const taskIdField = field({
	property: {
		displayName: 'Task ID',
		name: 'taskId',
		type: 'string',
		default: '',
		required: true,
		placeholder,
		description,
	},
	wire: null,
	check: taskId,
});

function lostDigits(label: string, given: number | string): never {
	return invalidField(
		label,
		`is the number ${given}, which has lost digits: IDs of tasks are longer than numbers can be`,
		'Keep the ID as a text from the node that submitted the task, and do not calculate with it.',
	);
}
