import { isObject } from '../../../../api/json';
import { keptKinds, type KeptKind } from './kept';
import { oneOf, invalidField, describeValue, texts, type Check } from '../../../../fields/check';
import { withoutPrototype } from '../../../../fields/checkJson';
import { itemText } from '../../../../fields/text';
import { stringsIn } from './values';

/** A text, or a JSON value with texts in it that can be translated. */
export const translatable: Check<unknown> = (given, label) => {
	if (!isObject(given) && !Array.isArray(given)) return itemText(given, label);
	withoutPrototype(given, label);
	if (stringsIn(given).length > 0) return given;
	return invalidField(
		label,
		`must be text, or an object with texts in it, but ${describeValue(given)}`,
		'Choose the property that holds the text, such as {{ $json.text }}.',
	);
};

/** The kinds that stay as they are. */
export const keptKindsOf: Check<ReadonlySet<KeptKind>> = (given, label) =>
	new Set(texts(given ?? [], label)?.map((kind) => oneOf(keptKinds)(kind, label)));
