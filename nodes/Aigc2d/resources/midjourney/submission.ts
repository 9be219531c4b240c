import type { JsonObject } from '../../../api/json';
import { midjourneyPoints } from '../../../api/task/points';
import type { Parameters } from '../../../fields/parameters';
import type { RouteField } from '../../../fields/path';
import type { Values } from '../../../fields/values';
import { readWaiting } from '../task/fields';
import type { Submission } from '../task/submit';
import { dialect, extraBody, family, speed, taskPath, sharedOptions } from './fields';

/** What the options of an operation that submits a task give. */
type SubmissionValues = Values<(typeof sharedOptions)[number] | RouteField<'path'>>;

/** What an operation asks for. */
export interface TaskRequest {
	/** Name of the action in the task, which is also that of its price. */
	action: string;
	route: RouteField<'path'>;
	/** Members of the request, spelt as in midjourney-proxy. */
	members: JsonObject;
	prompt?: string;
	hasPicture?: boolean;
}

/**
 * The task that one item asks for.
 *
 * @param options the checked options of the operation
 * @throws Failed (`input`) naming the field
 */
export function submissionOf(
	{ action, route, members, prompt, hasPicture = true }: TaskRequest,
	options: SubmissionValues,
	parameters: Parameters,
): Submission {
	const asked = { ...members, ...options.members };
	return {
		path: midjourneyPath(options, route),
		body: { ...toDialect(asked, options), ...options.get(extraBody) },
		family,
		waiting: readWaiting(parameters, options, taskPath),
		hasPicture,
		action,
		prompt: prompt ?? null,
		points_estimated: midjourneyPoints[action] ?? null,
	};
}

/** The route, with the prefix of the speed. */
function midjourneyPath(options: SubmissionValues, route: RouteField<'path'>): string {
	const prefix = options.get(speed);
	const path = options.get(route) ?? route.usual;
	return (prefix === undefined ? '' : `/mj-${prefix}`) + path;
}

/** The members in the spelling that the options name. */
export function toDialect(members: JsonObject, options: Values<typeof dialect>): JsonObject {
	if (options.get(dialect) !== 'snakeCase') return members;
	const spelling = Object.entries(members).map(([name, value]): [string, unknown] => [
		name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
		value,
	]);
	return Object.fromEntries(spelling);
}
