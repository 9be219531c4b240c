import { boolean } from '../../../../fields/check';
import { field } from '../../../../fields/field';
import { includeInput } from '../../../../fields/includeInput';
import { schemaName } from '../../../../fields/responseFormat';

/** Name of the schema. */
export const schemaNameOption = field({
	property: {
		displayName: 'JSON Schema Name',
		name: 'jsonSchemaName',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. invoice',
		description: 'A name for the schema, which the model sees',
	},
	wire: null,
	check: schemaName,
});

/** Whether the gateway is to hold the model to the schema. */
export const strictOption = field({
	property: {
		displayName: 'JSON Schema Strict',
		name: 'jsonSchemaStrict',
		type: 'boolean',
		default: true,
		description:
			'Whether the gateway is to hold the model to the schema, where the schema is of a form that allows it. The node checks the answer in any case.',
	},
	wire: null,
	check: boolean,
});

/** Its own options. */
export const extractOptions = [schemaNameOption, strictOption, includeInput];
