import { defined, unlessEmpty } from '../../../../api/defined';
import { optionsOf, readField } from '../../../../fields/field';
import { operation } from '../../operation';
import { askingFields, readAsking, type AskOptions } from '../ask';
import { glossary, keep, sourceField, targetLanguage, translateFields } from './fields';
import {
	chunkTokens,
	formality,
	glossaryOption,
	sourceLanguage,
	tone,
	translateOptions,
	usualChunk,
} from './options';
import type { Rules } from './rules';
import { Translator } from './translator';
import { translateValues } from './values';

const ownOptions = optionsOf(translateOptions);

interface Job {
	/** A text, or a JSON value whose texts are translated. */
	source: unknown;
	asking: AskOptions;
	rules: Rules;
	chunkTokens: number;
}

/**
 * Text → Translate, through POST /v1/chat/completions: AIGC2D has a section 翻译 in its documentation, but
 * no text of it and no route are known; its own guide translates through chat.
 */
export const translate = operation<Job>({
	value: 'translate',
	name: 'Translate',
	action: 'Translate a text',
	description: 'Let a chat model translate a text, or the texts of an object (翻译)',
	fields: askingFields(translateFields, translateOptions),
	unit: 1,

	read(parameters) {
		const options = readField(parameters, ownOptions);
		return {
			source: readField(parameters, sourceField),
			asking: readAsking(parameters),
			rules: {
				target: readField(parameters, targetLanguage),
				source: options.get(sourceLanguage) ?? '',
				formality: options.get(formality) ?? 'automatic',
				tone: options.get(tone) ?? '',
				glossary: [...readField(parameters, glossary), ...(options.get(glossaryOption) ?? [])],
				keep: readField(parameters, keep),
			},
			chunkTokens: options.get(chunkTokens) ?? usualChunk,
		};
	},

	async run([{ source: given, asking, rules, chunkTokens: chunk }], context) {
		const translator = new Translator(asking, rules, chunk, context);
		const { usageSum, warnings } = translator;
		let soFar = '';
		try {
			const translated =
				typeof given === 'string'
					? { text: await translator.translateText(given, (text) => (soFar = text)) }
					: { data: await translateValues(given, translator, chunk) };
			return [
				{
					json: {
						...translated,
						target_language: rules.target,
						...defined({ source_language: unlessEmpty(rules.source) }),
						model: translator.model,
						warnings,
						usage: usageSum.usage,
					},
				},
			];
		} catch (thrown) {
			throw usageSum.failureWithUsage(thrown, soFar);
		}
	},
});
