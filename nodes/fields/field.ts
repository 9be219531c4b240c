import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../api/call';
import type { Check } from './check';

/** A field of the editor, its name on the wire and its check in one row: what is shown is sent. */
export interface Field {
	property: INodeProperties;
	/** Name in the request; null when the field shapes the request without being a member of it. */
	wire: string | null;
	check: Check;
}

/** A collection of optional fields, in the alphabetical order that n8n wants. */
export function collection(
	displayName: string,
	name: string,
	placeholder: string,
	fields: readonly Field[],
): INodeProperties {
	const options = fields
		.map(({ property }) => property)
		.sort((one, other) => one.displayName.localeCompare(other.displayName));
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}

/** The checked values of a collection by parameter name. A field that was not added is absent. */
export function readCollection(fields: readonly Field[], values: unknown): Map<string, unknown> {
	const given = (values ?? {}) as JsonObject;
	const checked = new Map<string, unknown>();
	for (const { property, check } of fields) {
		// Added, but undefined: an expression that points to nothing. The check says so.
		if (!Object.hasOwn(given, property.name)) continue;
		const usable = check(given[property.name], property.displayName);
		if (usable !== undefined) checked.set(property.name, usable);
	}
	return checked;
}

/** The members of a request that the checked values stand for. */
export function wireMembers(
	fields: readonly Field[],
	checked: ReadonlyMap<string, unknown>,
): JsonObject {
	const members: JsonObject = {};
	for (const { property, wire } of fields) {
		if (wire !== null && checked.has(property.name)) members[wire] = checked.get(property.name);
	}
	return members;
}
