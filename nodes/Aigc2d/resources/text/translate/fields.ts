import { keptKinds } from './kept';
import { field, type Field } from '../../../../fields/field';
import { languageField } from '../../../../fields/language';
import { textField } from '../../../../fields/text';
import { readGlossary } from './glossary';
import { keptKindsOf, translatable } from './source';

/** A text, or an object or list whose texts are translated. */
export const sourceField: Field<'text', unknown> = {
	...textField(
		'The text to translate, of any length. An object or a list from an expression works too: its texts are translated; property names and everything else stay.',
	),
	check: translatable,
};

/** The language to translate into. */
export const targetLanguage = languageField(
	'targetLanguage',
	'Target Language',
	'The language to translate into',
);

/** Terms row by row. */
export const glossary = field({
	property: {
		displayName: 'Glossary',
		name: 'glossary',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		placeholder: 'Add Term',
		description: 'Terms with a translation of their own, such as names of products',
		options: [
			{
				displayName: 'Term',
				name: 'values',
				values: [
					{
						displayName: 'Term',
						name: 'term',
						type: 'string',
						default: '',
						placeholder: 'e.g. ticket',
						description: 'The term as it is in the text',
					},
					{
						displayName: 'Translation',
						name: 'translation',
						type: 'string',
						default: '',
						placeholder: 'e.g. Vorgang',
						description: 'What it should be in the translation',
					},
				],
			},
		],
	},
	wire: null,
	check: readGlossary,
});

/** What stays as it is. */
export const keep = field({
	property: {
		displayName: 'Keep as Is',
		name: 'keep',
		type: 'multiOptions',
		default: [...keptKinds],
		options: [
			{ name: 'Code', value: 'code', description: 'What stands between `backticks`' },
			{ name: 'HTML', value: 'html', description: 'Tags and entities' },
			{ name: 'Markdown', value: 'markdown', description: 'Headings, lists, bold text, links' },
			{
				name: 'Placeholders',
				value: 'placeholders',
				description: 'Such as {{name}}, {name}, ${name}, %s, %1$s',
			},
			{ name: 'URLs', value: 'urls', description: 'Web and mail addresses' },
		],
		description:
			'What must be in the translation exactly as it is in the text. The node checks this and asks the model once to correct mistakes; those that remain are reported in "warnings".',
	},
	wire: null,
	check: keptKindsOf,
});

/** Fields of Text → Translate, beside those of every text operation. */
export const translateFields = [sourceField, targetLanguage, glossary, keep];
