import { checkHeadersOf } from '../api/access';
import { isObject } from '../api/json';
import { headerSecrets } from '../api/redact/headerSecrets';
import { invalidField, describeValue } from './check';
import { field, optionsOf, readField } from './field';
import type { Parameters } from './parameters';

/** Headers of the requests of an item, or of a model, beside those of the credential. */
export const headersField = field({
	property: {
		displayName: 'Extra Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Header',
		description:
			'Headers that are sent along with the request, for example to name the customer or the project to a gateway. One that the credential has as well is sent as it stands there.',
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
						description:
							'Value of the header: letters, digits and signs of ASCII. Secrets belong into the credential.',
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
		return checkHeadersOf(rows, label);
	},
});

const options = optionsOf([headersField]);

/** What of headers can be a secret. */
export function secretsOf(headers: { [name: string]: string }): string[] {
	return Object.entries(headers).flatMap(([name, value]) => headerSecrets(name, value));
}

/**
 * What of the headers of an item can be a secret.
 *
 * @throws Failed (`input`) naming the field
 */
export function readHeaderSecrets(parameters: Parameters): string[] {
	return secretsOf(readField(parameters, options).get(headersField) ?? {});
}
