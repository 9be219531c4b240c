import { oneOf, invalidField, describeValue, text, type Check } from '../../../fields/check';
import { field } from '../../../fields/field';
import { includeInput } from '../../../fields/includeInput';
import { extraBodyFor } from '../../../fields/wholeAnswer';
import { maxWaitOption, taskPathOption } from '../task/fields';

/** Names the lane: one queue for all of Midjourney. */
export const family = 'midjourney';
/** By the convention of midjourney-proxy; AIGC2D's own routes were not recovered. */
export const usualTaskPath = '/mj/task/{id}/fetch';

/** AIGC2D's own words on the state of the service. */
export const suspendedNotice = field({
	property: {
		displayName: 'AIGC2D suspended this in 2023; other gateways have it.',
		name: 'suspended',
		type: 'notice',
		default: '',
	},
	wire: null,
	check: () => undefined,
});

const webAddress: Check<string> = (value, label) => {
	const given = typeof value === 'string' ? value.trim() : value;
	if (typeof given === 'string' && /^https?:\/\//i.test(given) && URL.canParse(given)) return given;
	return invalidField(
		label,
		`must be a web address, but ${describeValue(value)}`,
		'Enter an address such as {{ $execution.resumeUrl }}, which wakes a Wait node of this execution.',
	);
};

/** Who is told when the task is done. */
export const notifyHook = field({
	property: {
		displayName: 'Callback URL',
		name: 'notifyHook',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $execution.resumeUrl }}',
		description:
			'Web address to which the gateway sends the task when it is done, often several times. Take it only as a signal, and fetch the task with Get Task: anybody can send something to this address.',
	},
	wire: 'notifyHook',
	check: webAddress,
});

/** What comes back with the task. */
export const state = field({
	property: {
		displayName: 'State',
		name: 'state',
		type: 'string',
		default: '',
		placeholder: 'e.g. order 1042',
		description: 'A text of your own that comes back with the task',
	},
	wire: 'state',
	check: text,
});

/** Which queue is used. */
export const speed = field({
	property: {
		displayName: 'Speed',
		name: 'speed',
		type: 'options',
		options: [
			{ name: 'Fast', value: 'fast' },
			{ name: 'Relax', value: 'relax' },
			{ name: 'Turbo', value: 'turbo' },
		],
		default: 'fast',
		description:
			'Which queue of Midjourney to use. It is put in front of the path, as in /mj-fast/mj/submit/imagine.',
	},
	wire: null,
	check: oneOf(['fast', 'relax', 'turbo']),
});

/** How members are spelt. */
export const dialect = field({
	property: {
		displayName: 'Property Names',
		name: 'dialect',
		type: 'options',
		options: [
			{
				name: 'As in Midjourney-Proxy',
				value: 'camelCase',
				description: 'Such as notifyHook and taskId',
			},
			{
				name: "As in AIGC2D's Task",
				value: 'snakeCase',
				description:
					'Such as notify_hook and task_id: the spelling of the task that AIGC2D documents',
			},
		],
		default: 'camelCase',
		description:
			'How the properties of the request are spelt. AIGC2D documents the task, but not the request. Answers are read in both spellings.',
	},
	wire: null,
	check: oneOf(['camelCase', 'snakeCase']),
});

/** Where a task is asked for. */
export const taskPath = taskPathOption(usualTaskPath);

/** Members for which there is no field; unlike those of fields they are sent as they are spelt. */
export const extraBody = {
	...extraBodyFor('{"accountFilter": {"modes": ["FAST"]}}'),
	wire: null,
};

/** Options of every operation that submits a task. */
export const sharedOptions = [
	notifyHook,
	state,
	speed,
	dialect,
	maxWaitOption,
	includeInput,
	taskPath,
	extraBody,
];
