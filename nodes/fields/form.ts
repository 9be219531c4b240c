import type { BinaryOutput } from '../api/output';
import type { FormPart } from '../api/call';
import type { JsonObject } from '../api/json';

/** The members of a request as fields of a form: lists as several fields, objects as their JSON. */
export function formFields(members: JsonObject): FormPart[] {
	return Object.entries(members).flatMap(([name, value]) => {
		if (value === null || value === undefined) return [];
		if (Array.isArray(value)) {
			return value.map((entry: unknown) => ({ name: `${name}[]`, value: asText(entry) }));
		}
		return [{ name, value: asText(value) }];
	});
}

/** A file as a part of a form. */
export function filePart(name: string, value: BinaryOutput): FormPart {
	return { name, value };
}

function asText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
