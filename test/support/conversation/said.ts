import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../nodes/api/json';

/** What has failed. */
export function errorOf({ error }: IDataObject): IDataObject | undefined {
	return isObject(error) ? (error as IDataObject) : undefined;
}

/** The ID of the task, wherever the item has it. */
export function idIn(json: IDataObject): unknown {
	return errorOf(json)?.task_id ?? memberOf(json, 'task.id');
}

/** Message and advice. */
export function saidIn(json: IDataObject): string {
	return `${String(json.message ?? '')} ${String(errorOf(json)?.description ?? '')}`;
}

/** All texts of an item, or of what has failed in it. */
export function toldIn(json: IDataObject): string {
	const error = errorOf(json);
	return textsIn(error ? [json.message, error] : json).join('\n');
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
	return value === undefined || value === null ? [] : [String(value)];
}

/** The member at a path. */
export function memberOf(json: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, name) => (value as IDataObject | undefined)?.[name], json);
}
