import { number, oneOf, optionalText, text, boolean } from '../../../../fields/check';
import { field } from '../../../../fields/field';
import { includeInputUnlessTogether } from '../../../../fields/includeInput';
import { itemText, textField } from '../../../../fields/text';

/** Most tokens of text in one request, when the option is not added. */
export const usualChunk = 3000;

/** What is summarized. */
export const summarizedText = textField('The text to summarize, of any length');

/** The same where one summary stands for all items: an empty text is left out of it. */
export const digestText = {
	...summarizedText,
	check: (given: unknown, label: string) => (isBlank(given) ? '' : itemText(given, label)),
};

function isBlank(given: unknown): boolean {
	return given === undefined || given === null || (typeof given === 'string' && !given.trim());
}

/** Whether one summary stands for all items. */
export const allItems = field({
	property: {
		displayName: 'All Items Together',
		name: 'allItems',
		type: 'boolean',
		default: false,
		description:
			'Whether to make one summary of the texts of all items, such as a digest of the day. All other settings are then those of the first item.',
	},
	wire: null,
	check: boolean,
});

/** The form of the summary. */
export const style = field({
	property: {
		displayName: 'Style',
		name: 'style',
		type: 'options',
		default: 'paragraph',
		options: [
			{ name: 'Bullet Points', value: 'bullets', description: 'A list, one point a line' },
			{ name: 'Custom', value: 'custom', description: 'As you describe it in Instructions' },
			{ name: 'Headline', value: 'headline', description: 'One line' },
			{ name: 'Paragraph', value: 'paragraph', description: 'Running text' },
		],
		description: 'The form of the summary',
	},
	wire: null,
	check: oneOf(['bullets', 'custom', 'headline', 'paragraph']),
});

/** What it should be like, for the style Custom. */
export const instructions = field({
	property: {
		displayName: 'Instructions',
		name: 'instructions',
		type: 'string',
		typeOptions: { rows: 2 },
		displayOptions: { show: { style: ['custom'] } },
		default: '',
		placeholder: 'e.g. Write three sentences for a manager who knows the product.',
		description: 'What the summary should be like',
	},
	wire: null,
	check: text,
});

/** How long it may be. */
export const length = field({
	property: {
		displayName: 'Length',
		name: 'length',
		type: 'options',
		displayOptions: { hide: { style: ['headline'] } },
		default: 'medium',
		options: [
			{ name: 'Short', value: 'short', description: '50 words at most' },
			{ name: 'Medium', value: 'medium', description: '150 words at most' },
			{ name: 'Long', value: 'long', description: '400 words at most' },
		],
		description: 'How long the summary may be. Models keep to it only roughly.',
	},
	wire: null,
	check: oneOf(['short', 'medium', 'long']),
});

/** Its language; empty: that of the text. */
export const summaryLanguage = field({
	property: {
		displayName: 'Summary Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. English or 中文',
		hint: 'Empty: the language of the text',
		description: 'Language of the summary, by name or code',
	},
	wire: null,
	check: (value, label) => optionalText(value, label).trim(),
});

/** Fields of Text → Summarize, beside those of every text operation. */
export const summarizeFields = [
	summarizedText,
	allItems,
	style,
	instructions,
	length,
	summaryLanguage,
];

/** What matters to the reader. */
export const focus = field({
	property: {
		displayName: 'Focus',
		name: 'focus',
		type: 'string',
		default: '',
		placeholder: 'e.g. what customers complain about',
		description: 'What matters most to the reader of the summary',
	},
	wire: null,
	check: text,
});

/** When a text is cut. */
export const chunkTokens = field({
	property: {
		displayName: 'Chunk Size (Tokens)',
		name: 'chunkTokens',
		type: 'number',
		default: usualChunk,
		typeOptions: { minValue: 100 },
		description:
			'How much text to send in one request, in estimated tokens. A longer text is cut at the ends of paragraphs and summarized part by part; then the summaries are summarized. Together with Max Tokens it must fit into the context window of the model.',
	},
	wire: null,
	check: number({ from: 100, to: 1_000_000, whole: true }),
});

/** Options of Text → Summarize, beside those of every text operation. */
export const summarizeOptions = [focus, chunkTokens, includeInputUnlessTogether];
