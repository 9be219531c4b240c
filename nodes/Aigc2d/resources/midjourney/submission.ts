import type { JsonObject } from '../../../api/call';
import { midjourneyPoints } from '../../../api/task/points';
import { wireMembers, type Field } from '../../../fields/field';
import { usedPath } from '../../../fields/path';
import type { Parameters } from '../../../fields/parameters';
import { readWaiting } from '../task/fields';
import type { Submission } from '../task/submit';
import { family, usualTaskPath } from './fields';

/** What an operation asks for. */
export interface Asked {
	/** Name of the action in the task, which is also that of its price. */
	action: string;
	usualPath: string;
	/** Members of the request, spelt as in midjourney-proxy. */
	members: JsonObject;
	prompt?: string;
	hasPicture?: boolean;
}

/**
 * The task that one item asks for.
 *
 * @throws Failed (`input`) naming the field
 */
export function submissionOf(
	{ action, usualPath, members, prompt, hasPicture = true }: Asked,
	fields: readonly Field[],
	options: ReadonlyMap<string, unknown>,
	parameters: Parameters,
): Submission {
	const asked = { ...members, ...wireMembers(fields, options) };
	return {
		path: midjourneyPath(options, usualPath),
		body: {
			...spelt(asked, options),
			...(options.get('extraBody') as JsonObject | undefined),
		},
		family,
		waiting: readWaiting(parameters, options, usualTaskPath),
		hasPicture,
		action,
		prompt: prompt ?? null,
		points_estimated: midjourneyPoints[action] ?? null,
	};
}

/** The route, with the prefix of the speed. */
export function midjourneyPath(options: ReadonlyMap<string, unknown>, usual: string): string {
	const speed = options.get('speed') as string | undefined;
	return (speed === undefined ? '' : `/mj-${speed}`) + usedPath(options, usual);
}

/** The members in the spelling that the options name. */
export function spelt(members: JsonObject, options: ReadonlyMap<string, unknown>): JsonObject {
	if (options.get('dialect') !== 'snakeCase') return members;
	const named = Object.entries(members).map(([name, value]) => [
		name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
		value,
	]);
	return Object.fromEntries(named) as JsonObject;
}
