import { checkHeaders } from '../api/access';
import { isObject } from '../api/json';
import { invalidField, describeValue } from '../fields/check';
import { field } from '../fields/field';

/** Headers of the requests of one node, beside those of the credential. */
export const headersField = field({
	property: {
		displayName: 'Extra Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Header',
		description: 'Headers that are sent with every request, in addition to those of the credential',
		options: [
			{
				displayName: 'Header',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. X-Trace',
						description: 'Name of the header',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Value of the header. Put secrets into the credential instead.',
					},
				],
			},
		],
	},
	wire: null,
	check(value, label) {
		const rows: unknown = isObject(value) ? (value.values ?? []) : value;
		if (!Array.isArray(rows) || !rows.every(isObject)) {
			return invalidField(
				label,
				`must be a list of headers, but ${describeValue(value)}`,
				'Add the headers one by one.',
			);
		}
		return checkHeaders(rows);
	},
});
