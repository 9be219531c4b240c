import { Failed, failure } from '../../../api/failure';
import { isObject, textOf } from '../../../api/json';
import { brief } from '../../../api/shorten';
import { queryCall } from '../../../api/task/queryCall';
import type { Button } from '../../../api/task/task';
import { invalidField, describeValue, type Check } from '../../../fields/check';
import { field, labelOf } from '../../../fields/field';
import type { OperationContext } from '../operation';
import { failureWithTask } from '../task/failures';

/** A button by its ID, which is sent as it is, or by its text, which the task knows. */
export type Choice = { customId: string } | { text: string };

const remedy = 'Enter its text, such as U2, or use {{ $json.task.buttons[0] }}.';

const button: Check<Choice> = (given, label) => {
	if (isObject(given)) {
		const id = textOf(given.custom_id) ?? textOf(given.customId);
		return id === null
			? invalidField(label, 'is an object without custom_id', remedy)
			: { customId: id };
	}
	const pressed = typeof given === 'string' ? given.trim() : given;
	if (typeof pressed !== 'string' || pressed === '') {
		return invalidField(
			label,
			pressed === '' ? 'is empty' : `must be a button of a task, but ${describeValue(given)}`,
			remedy,
		);
	}
	return pressed.includes('::') ? { customId: pressed } : { text: pressed };
};

/** Which button. */
export const buttonField = field({
	property: {
		displayName: 'Button',
		name: 'button',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. U2, Custom Zoom or {{ $json.task.buttons[0] }}',
		hint: 'U1 to U4 enlarge one of the four images, V1 to V4 vary it',
		description:
			'The button to press: its text as the task shows it, or one of task.buttons by expression. For a text, the node first asks the gateway for the buttons of the task, which costs nothing.',
	},
	wire: null,
	check: button,
});

/**
 * The ID of the chosen button.
 *
 * @throws Failed (`input`) when the task has none of that text: nothing is pressed then
 */
export async function customIdOf(
	choice: Choice,
	taskId: string,
	taskPath: string,
	{ send }: Pick<OperationContext, 'send'>,
): Promise<string> {
	if ('customId' in choice) return choice.customId;
	const begun = { id: taskId, action: null, prompt: null, points_estimated: null };
	const { buttons } = await send(queryCall(taskPath, begun)).catch((thrown: unknown) => {
		throw failureWithTask(thrown, taskId, false);
	});
	const wanted = choice.text.toLowerCase();
	const found = buttons.find(({ label, emoji }) =>
		[label, emoji, `${emoji} ${label}`].some((name) => name.trim().toLowerCase() === wanted),
	);
	if (found) return found.custom_id;
	const names = buttons.map(nameOf).filter((name) => name !== '');
	throw new Failed(
		failure('input', {
			field: labelOf(buttonField),
			message: `Button is "${brief(choice.text)}", but the task ${taskId} has no such button`,
			description:
				names.length === 0
					? 'It has no buttons: it is not done yet, or the gateway does not list them. For such a gateway use Change (Legacy).'
					: `It has the buttons ${names.join(', ')}. Nothing was pressed.`,
		}),
	);
}

function nameOf({ label, emoji }: Button): string {
	return label.trim() === '' ? emoji : label;
}
