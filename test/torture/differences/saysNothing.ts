import type { JsonObject } from '../../../nodes/api/json';

/** Whether a value tells nothing. */
export function saysNothing(value: unknown): boolean {
	return value === '' || value === 0 || (value ?? null) === null;
}

/** Whether a chunk tells of a failure. */
export function isFailure({ error }: JsonObject): boolean {
	return !saysNothing(error);
}
