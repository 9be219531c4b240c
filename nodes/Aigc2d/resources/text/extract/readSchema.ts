import type { JsonObject } from '../../../../api/call';
import { schemaFault } from '../../../../api/jsonSchema/schemaFault';
import { jsonObject, oneOf, refuse } from '../../../../fields/check';
import type { Parameters } from '../../../../fields/parameters';
import { fieldSchema } from './fieldSchema';

const label = 'JSON Schema';
const example = '{"type": "object", "properties": {"total": {"type": "number"}}}';

/**
 * The schema of the data that an item wants, from rows or JSON.
 *
 * @throws Failed (`input`) naming the field, and the place in the schema
 */
export function readSchema(parameters: Parameters): JsonObject {
	const source = oneOf(['fields', 'json'])(parameters.get('schemaSource'), 'Schema From');
	if (source === 'fields') return fieldSchema(parameters.get('fields'));
	const schema = jsonObject(example)(parameters.get('jsonSchema'), label) as JsonObject;
	if (Object.keys(schema).length === 0)
		refuse(label, 'is empty', `Enter a schema such as ${example}`);
	const fault = schemaFault(schema);
	if (fault !== undefined) {
		const place = fault.place === '' ? label : `${label}, at ${fault.place},`;
		refuse(place, fault.problem, fault.remedy);
	}
	return schema;
}
