import type { JsonObject } from '../../../../api/json';
import { schemaFault } from './jsonSchema/schemaFault';
import { invalidField } from '../../../../fields/check';
import { labelOf, readField } from '../../../../fields/field';
import type { Parameters } from '../../../../fields/parameters';
import { dataSchema, schemaExample, schemaRows, schemaSource } from './fields';

/**
 * The schema of the data that an item wants, from rows or JSON.
 *
 * @throws Failed (`input`) naming the field, and the place in the schema
 */
export function readSchema(parameters: Parameters): JsonObject {
	const source = readField(parameters, schemaSource);
	if (source === 'fields') return readField(parameters, schemaRows);
	const schema = readField(parameters, dataSchema);
	const label = labelOf(dataSchema);
	if (Object.keys(schema).length === 0)
		invalidField(label, 'is empty', `Enter a schema such as ${schemaExample}`);
	const fault = schemaFault(schema);
	if (fault !== undefined) {
		const place = fault.place === '' ? label : `${label}, at ${fault.place},`;
		invalidField(place, fault.problem, fault.remedy);
	}
	return schema;
}
