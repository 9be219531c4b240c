import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../api/call';
import { stableDiffusionPoints } from '../../../api/task/points';
import { collection, readCollection, wireMembers, type Field } from '../../../fields/field';
import { pathOption, usedPath } from '../../../fields/path';
import type { Parameters } from '../../../fields/parameters';
import { maxWaitOption, readWaiting, taskPathOption, waitField } from '../task/fields';
import type { Submission } from '../task/submit';
import { controlNetField, readControlNet } from './controlNet';
import { family, pictureFields, usualTaskPath } from './fields';
import { pictureOptions } from './options';

/** What differs between the operations that make a picture. */
export interface Way {
	/** Name of the action in the task. */
	action: string;
	path: string;
	isDocumented: boolean;
	/** Further fields, below the prompt. */
	fields?: readonly INodeProperties[];
	/** Further options. */
	options?: readonly Field[];
	/** Further members of the request. */
	members?: (parameters: Parameters) => Promise<JsonObject>;
}

function optionsOf({ path, isDocumented, options = [] }: Way): Field[] {
	return [
		...pictureOptions,
		...options,
		maxWaitOption,
		pathOption(path, isDocumented),
		taskPathOption(usualTaskPath),
	];
}

/** The fields of such an operation. */
export function fieldsOf(way: Way): INodeProperties[] {
	return [
		...pictureFields.map(({ property }) => property),
		...(way.fields ?? []),
		controlNetField,
		waitField,
		collection('Options', 'options', 'Add Option', optionsOf(way)),
	];
}

/**
 * The task that one item asks for.
 *
 * @throws Failed (`input`) naming the field
 */
export async function readPicture(parameters: Parameters, way: Way): Promise<Submission> {
	const optionFields = optionsOf(way);
	const options = readCollection(optionFields, parameters.get('options'));
	const given = pictureFields.map(({ property }) => [property.name, parameters.get(property.name)]);
	const picture = readCollection(pictureFields, Object.fromEntries(given));
	const waiting = readWaiting(parameters, options, usualTaskPath);
	const units = await readControlNet(parameters);
	const body = {
		...wireMembers(pictureFields, picture),
		...wireMembers(optionFields, options),
		...(await way.members?.(parameters)),
		...(units.length === 0 ? {} : { enable_control_net: true, control_net_params: units }),
		...(options.get('extraBody') as JsonObject | undefined),
	};
	return {
		path: usedPath(options, way.path),
		body,
		family,
		waiting,
		hasPicture: true,
		action: way.action,
		prompt: (picture.get('prompt') as string[]).join('\n'),
		points_estimated: estimate(body, units.length),
	};
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
