import type { INodeListSearchResult } from 'n8n-workflow';
import { languageName, languages } from './languages';
import { invalidField, describeValue, type Check } from './check';
import { field, type Field } from './field';

/** A picker for a language: by its name in English or in its own script, or anything else by name or code. */
export function languageField<Name extends string>(
	name: Name,
	displayName: string,
	description: string,
): Field<Name, string> {
	return field({
		property: {
			displayName,
			name,
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description,
			hint: 'For a language that the list does not have, choose By Name or Code',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchLanguages', searchable: true },
				},
				{
					displayName: 'By Name or Code',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. German, 德语 or pt-BR',
				},
			],
		},
		wire: null,
		check: language,
	});
}

/** The languages whose name or code contains what was typed. */
export async function searchLanguages(this: unknown, filter = ''): Promise<INodeListSearchResult> {
	const typed = filter.trim().toLowerCase();
	const found = languages.filter((language) =>
		language.some((part) => part.toLowerCase().includes(typed)),
	);
	return {
		results: found.map(([, name, own]) => ({
			name: name === own ? name : `${name} (${own})`,
			value: name,
		})),
	};
}

/**
 * The English name of a language that was chosen or named.
 *
 * @throws Failed (`input`) when it can be no language
 */
export const language: Check<string> = (value, label) => {
	if (value === '' || value === null || value === undefined) {
		return invalidField(
			label,
			'is not chosen',
			'Pick a language from the list, or enter its name.',
		);
	}
	const known = typeof value === 'string' ? languageName(value) : undefined;
	if (known !== undefined) return known;
	return invalidField(
		label,
		`must be the name or code of a language, but ${describeValue(value)}`,
		'Enter a name such as German, or a code such as de or pt-BR.',
	);
};
