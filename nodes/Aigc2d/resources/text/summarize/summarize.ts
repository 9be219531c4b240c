import { Failed, inputFailure } from '../../../../api/failure';
import { labelOf, optionsOf, readField } from '../../../../fields/field';
import type { Parameters } from '../../../../fields/parameters';
import { operation } from '../../operation';
import { askingFields, readAsking, type AskOptions } from '../ask';
import {
	allItems,
	chunkTokens,
	digestText,
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
			text: readField(parameters, readField(parameters, allItems) ? digestText : summarizedText),
			asking: readAsking(parameters),
			style: readStyle(parameters, options.get(focus)),
			chunkTokens: options.get(chunkTokens) ?? usualChunk,
		};
	},

	async run(jobs, context) {
		const [{ asking, style, chunkTokens: chunk }] = jobs;
		const filled = jobs.filter(({ text: own }) => own !== '');
		if (filled.length === 0) throw nothingToSummarize();
		const texts = filled.map(({ text: own }, position) =>
			filled.length === 1 ? own : `${position + 1}.\n${own}`,
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
		const warnings = leftOut(jobs.length - filled.length, jobs.length);
		return [{ json: { text: summary, model, warnings, chunks, levels, usage } }];
	},
});

function leftOut(empty: number, all: number): string[] {
	if (empty === 0) return [];
	return [
		`The text of ${empty} of ${all} items is empty; the summary leaves ${empty === 1 ? 'it' : 'them'} out`,
	];
}

function nothingToSummarize(): Failed {
	const remedy = 'Enter an expression that gives a text for at least one of the items.';
	return new Failed(inputFailure(labelOf(summarizedText), 'is empty in all items', remedy));
}

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
