import { oneOf, text, yesOrNo } from '../../../../fields/check';
import { readCollection } from '../../../../fields/field';
import { operation } from '../../operation';
import type { Parameters } from '../../../../fields/parameters';
import { askingFields, readAsking, type Asking } from '../asking';
import { readText } from '../../../../fields/text';
import { summarizeFields, summarizeOptions, usualChunk } from './fields';
import { summarizeInLevels } from './inLevels';
import type { Wish } from './wish';

interface Job {
	text: string;
	asking: Asking;
	wish: Wish;
	chunkTokens: number;
}

/**
 * Text → Summarize: one summary an item, or one of all items, through POST /v1/chat/completions. A text of
 * any length: one that does not fit into a request is summarized part by part.
 */
export const summarize = operation<Job>({
	value: 'summarize',
	name: 'Summarize',
	action: 'Summarize a text',
	description: 'Make a summary of a text of any length, or one digest of all items',
	fields: askingFields(summarizeFields, summarizeOptions),
	unit: (parameters) => (readAllItems(parameters) ? Infinity : 1),

	read(parameters) {
		const options = readCollection(summarizeOptions, parameters.get('options'));
		return {
			text: readText(parameters),
			asking: readAsking(parameters),
			wish: readWish(parameters, options),
			chunkTokens: (options.get('chunkTokens') as number | undefined) ?? usualChunk,
		};
	},

	async run(jobs, context) {
		const [{ asking, wish, chunkTokens }] = jobs;
		const texts = jobs.map(({ text: own }, position) =>
			jobs.length === 1 ? own : `${position + 1}.\n${own}`,
		);
		const {
			text: summary,
			model,
			usage,
			chunks,
			levels,
		} = await summarizeInLevels(texts, {
			asking,
			wish,
			chunkTokens,
			context,
		});
		return [{ json: { text: summary, model, warnings: [], chunks, levels, usage } }];
	},
});

function readAllItems(parameters: Parameters): boolean {
	return yesOrNo(parameters.get('allItems'), 'All Items Together') as boolean;
}

function readWish(parameters: Parameters, options: ReadonlyMap<string, unknown>): Wish {
	const style = oneOf(['bullets', 'custom', 'headline', 'paragraph'])(
		parameters.get('style'),
		'Style',
	) as Wish['style'];
	const length = oneOf(['short', 'medium', 'long']);
	const language = parameters.get('language');
	return {
		style,
		instructions:
			style === 'custom' ? (text(parameters.get('instructions'), 'Instructions') as string) : '',
		length: (style === 'headline'
			? 'medium'
			: length(parameters.get('length'), 'Length')) as Wish['length'],
		language:
			language === '' || language === null || language === undefined
				? ''
				: (text(language, 'Language') as string).trim(),
		focus: (options.get('focus') as string | undefined) ?? '',
	};
}
