import { keptKinds, type KeptKind } from '../../../../api/text/kept';
import { hasPrototype, isObject } from '../../../../api/json';
import { oneOf, refuse, shown, texts } from '../../../../fields/check';
import { readCollection } from '../../../../fields/field';
import { readLanguage } from '../../../../fields/language';
import { operation } from '../../operation';
import type { Parameters } from '../../../../fields/parameters';
import { askingFields, readAsking, type Asking } from '../asking';
import { readText } from '../../../../fields/text';
import { translateFields, translateOptions, usualChunk } from './fields';
import { readGlossary } from './glossary';
import type { Rules, Term } from './rules';
import { Translator } from './translator';
import { stringsIn, translateValues } from './values';

interface Job {
	/** A text, or a JSON value whose texts are translated. */
	material: unknown;
	asking: Asking;
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
		const options = readCollection(translateOptions, parameters.get('options'));
		return {
			material: readMaterial(parameters),
			asking: readAsking(parameters),
			rules: {
				target: readLanguage(parameters.get('targetLanguage'), 'Target Language'),
				source: (options.get('sourceLanguage') as string | undefined) ?? '',
				formality: (options.get('formality') as Rules['formality'] | undefined) ?? 'automatic',
				tone: (options.get('tone') as string | undefined) ?? '',
				glossary: [
					...readGlossary(parameters.get('glossary'), 'Glossary'),
					...((options.get('glossaryJson') as Term[] | undefined) ?? []),
				],
				keep: readKept(parameters),
			},
			chunkTokens: (options.get('chunkTokens') as number | undefined) ?? usualChunk,
		};
	},

	async run([{ material, asking, rules, chunkTokens }], context) {
		const translator = new Translator(asking, rules, chunkTokens, context);
		const { spending, warnings } = translator;
		let soFar = '';
		try {
			const translated =
				typeof material === 'string'
					? { text: await translator.text(material, (text) => (soFar = text)) }
					: { data: await translateValues(material, translator, chunkTokens) };
			return [
				{
					json: {
						...translated,
						target_language: rules.target,
						...(rules.source === '' ? {} : { source_language: rules.source }),
						model: translator.model,
						warnings,
						usage: spending.usage,
					},
				},
			];
		} catch (thrown) {
			throw spending.failed(thrown, soFar);
		}
	},
});

function readMaterial(parameters: Parameters): unknown {
	const given = parameters.get('text');
	if (!isObject(given) && !Array.isArray(given)) return readText(parameters);
	if (hasPrototype(given)) {
		refuse('Text', 'contains the name "__proto__"', 'Remove that member.');
	}
	if (stringsIn(given).length > 0) return given;
	return refuse(
		'Text',
		`must be text, or an object with texts in it, but ${shown(given)}`,
		'Name the member that holds the text, such as {{ $json.text }}.',
	);
}

function readKept(parameters: Parameters): ReadonlySet<KeptKind> {
	const given = parameters.get('keep');
	const kinds = (texts(given ?? [], 'Keep as Is') ?? []) as string[];
	return new Set(kinds.map((kind) => oneOf(keptKinds)(kind, 'Keep as Is') as KeptKind));
}
