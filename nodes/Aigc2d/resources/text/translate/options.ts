import { number, oneOf, text } from '../../../../fields/check';
import { field } from '../../../../fields/field';
import { includeInput } from '../../../../fields/includeInput';
import { language } from '../../../../fields/language';
import { glossaryJson } from './glossary';

/** Most tokens of text in one request, when the option is not added. */
export const usualChunk = 1000;

/** The language to translate from. */
export const sourceLanguage = field({
	property: {
		displayName: 'Source Language',
		name: 'sourceLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. English or zh',
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
export const translateOptions = [
	sourceLanguage,
	formality,
	tone,
	glossaryOption,
	chunkTokens,
	includeInput,
];
