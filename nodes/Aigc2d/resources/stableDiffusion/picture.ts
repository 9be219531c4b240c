import type { JsonObject } from '../../../api/json';
import { stableDiffusionPoints } from '../../../api/task/points';
import { optionsOf, readField, readFields, type Field } from '../../../fields/field';
import type { Parameters } from '../../../fields/parameters';
import { pathField } from '../../../fields/path';
import { maxWaitOption, readWaiting, taskPathOption, waitField } from '../task/fields';
import type { Submission } from '../task/submit';
import { controlNetField, readControlNet } from './controlNet';
import { family, makingFields, prompt, usualTaskPath } from './fields';
import { pictureOptions } from './options';

/** What differs between the operations that make a picture. */
export interface TaskRoute {
	/** Name of the action in the task. */
	action: string;
	path: string;
	isDocumented: boolean;
	/** Further fields, below the prompt. */
	fields?: readonly Field[];
	/** Further options. */
	options?: readonly Field[];
	/** Further members of the request. */
	members?: (parameters: Parameters) => Promise<JsonObject>;
}

/** The fields of such an operation, and what reads them. */
export function pictureOperation(taskRoute: TaskRoute): {
	fields: Field[];
	read: (parameters: Parameters) => Promise<Submission>;
} {
	const route = pathField(taskRoute.path, taskRoute.isDocumented);
	const taskPath = taskPathOption(usualTaskPath);
	const options = optionsOf([
		...pictureOptions,
		...(taskRoute.options ?? []),
		maxWaitOption,
		route,
		taskPath,
	]);
	return {
		// ControlNet is for few.
		fields: [
			prompt,
			...(taskRoute.fields ?? []),
			...makingFields,
			waitField,
			options,
			controlNetField,
		],
		/** @throws Failed (`input`) naming the field */
		async read(parameters) {
			const given = readField(parameters, options);
			const picture = readFields(parameters, [prompt, ...makingFields]);
			const waiting = readWaiting(parameters, given, taskPath);
			const units = await readControlNet(parameters);
			const body = {
				...picture.members,
				...(await taskRoute.members?.(parameters)),
				...controlNetMembers(units),
				...given.members,
			};
			return {
				path: given.get(route) ?? route.usual,
				body,
				family,
				waiting,
				hasPicture: true,
				action: taskRoute.action,
				prompt: (picture.get(prompt) ?? []).join('\n'),
				points_estimated: estimate(body, units.length),
			};
		},
	};
}

function controlNetMembers(units: readonly JsonObject[]): JsonObject {
	return units.length === 0 ? {} : { enable_control_net: true, control_net_params: units };
}

/** Steps and pictures that AIGC2D assumes where none are sent (its table of fields). */
const usual: JsonObject = { steps: 20, batch_size: 1 };

function estimate(body: JsonObject, controlUnits: number): number | null {
	const { width, height, steps, batch_size } = { ...usual, ...body };
	const points = stableDiffusionPoints({
		width: Number(width),
		height: Number(height),
		steps: Number(steps),
		pictures: Number(batch_size),
		controlUnits,
	});
	return Number.isFinite(points) ? points : null;
}
