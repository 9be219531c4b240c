import { optionsOf, readField } from '../../../../fields/field';
import type { Parameters } from '../../../../fields/parameters';
import { operation } from '../../operation';
import { askingFields, readAsking, type AskOptions } from '../ask';
import {
	allItems,
	chunkTokens,
	focus,
	instructions,
	length,
	style,
	summarizedText,
	summarizeFields,
	summarizeOptions,
	summaryLanguage,
	usualChunk,
} from './fields';
import { summarizeInLevels } from './inLevels';
import type { SummaryStyle } from './style';

const ownOptions = optionsOf(summarizeOptions);

interface Job {
	text: string;
	asking: AskOptions;
	style: SummaryStyle;
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
	unit: (parameters) => (readField(parameters, allItems) ? Infinity : 1),

	read(parameters) {
		const options = readField(parameters, ownOptions);
		return {
			text: readField(parameters, summarizedText),
			asking: readAsking(parameters),
			style: readStyle(parameters, options.get(focus)),
			chunkTokens: options.get(chunkTokens) ?? usualChunk,
		};
	},

	async run(jobs, context) {
		const [{ asking, style, chunkTokens: chunk }] = jobs;
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
			style,
			chunkTokens: chunk,
			context,
		});
		return [{ json: { text: summary, model, warnings: [], chunks, levels, usage } }];
	},
});

function readStyle(parameters: Parameters, reader = ''): SummaryStyle {
	const form = readField(parameters, style);
	return {
		style: form,
		instructions: form === 'custom' ? readField(parameters, instructions) : '',
		length: form === 'headline' ? 'medium' : readField(parameters, length),
		language: readField(parameters, summaryLanguage),
		focus: reader,
	};
}
