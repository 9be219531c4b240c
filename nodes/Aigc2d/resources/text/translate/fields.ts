import { keptKinds } from './kept';
import { number, oneOf, text } from '../../../../fields/check';
import { field, type Field } from '../../../../fields/field';
import { language, languageField } from '../../../../fields/language';
import { textField } from '../../../../fields/text';
import { glossaryJson, readGlossary } from './glossary';
import { keptKindsOf, translatable } from './source';

/** Most tokens of text in one request, when the option is not added. */
export const usualChunk = 1000;

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

/** The language to translate from. */
export const sourceLanguage = field({
	property: {
		displayName: 'Source Language',
		name: 'sourceLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. English, zh',
		description:
			'Language of the text, by name or code. If you leave this out, the model recognises it.',
	},
	wire: null,
	check: language,
});

/** How the reader is addressed. */
export const formality = field({
	property: {
		displayName: 'Formality',
		name: 'formality',
		type: 'options',
		default: 'automatic',
		options: [
			{ name: 'Automatic', value: 'automatic', description: 'As in the text' },
			{ name: 'Formal', value: 'formal' },
			{ name: 'Informal', value: 'informal' },
		],
		description: 'How the reader is addressed, in languages that have a formal and an informal way',
	},
	wire: null,
	check: oneOf(['automatic', 'formal', 'informal']),
});

/** How the translation should sound. */
export const tone = field({
	property: {
		displayName: 'Tone',
		name: 'tone',
		type: 'string',
		default: '',
		placeholder: 'e.g. friendly, as in advertising',
		description:
			'How the translation should sound. If you leave this out, it sounds like the text.',
	},
	wire: null,
	check: text,
});

/** Further terms, as JSON. */
export const glossaryOption = field({
	property: {
		displayName: 'Glossary (JSON)',
		name: 'glossaryJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"ticket": "Vorgang"}',
		description:
			'Further terms: an object with the terms as names and their translations as values, for example from an earlier node',
	},
	wire: null,
	check: glossaryJson,
});

/** When a text is cut. */
export const chunkTokens = field({
	property: {
		displayName: 'Chunk Size (Tokens)',
		name: 'chunkTokens',
		type: 'number',
		default: usualChunk,
		typeOptions: { minValue: 50 },
		description:
			'How much text to send in one request, in estimated tokens. A longer text is cut at the ends of paragraphs and sentences, and translated part by part. Max Tokens should be at least twice as much.',
	},
	wire: null,
	check: number({ from: 50, to: 100_000, whole: true }),
});

/** Options of Text → Translate, beside those of every text operation. */
export const translateOptions = [sourceLanguage, formality, tone, glossaryOption, chunkTokens];
