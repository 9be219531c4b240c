import { ModelChain } from '../api/fallback/modelChain';
import { describeValue, invalidField, type Check } from './check';
import { field, labelOf } from './field';
import type { Parameters } from './parameters';
import { readRetryAndTimeouts } from './throughput';
import type { Values } from './values';

const remedy = 'Enter the ID of one model in each row, or give a list of them by an expression.';

/** Names of models: a list, or a text with commas between them. An empty list stands for none. */
const models: Check<string[] | undefined> = (value, label) => {
	const rows: unknown[] = [value].flat(3);
	const names = rows.flatMap((row) => (typeof row === 'string' ? row.split(',') : [row]));
	const checked = names.map((name, position) => {
		if (typeof name === 'string' && name.trim() !== '') return name.trim();
		const isEmpty = typeof name === 'string' || name === undefined || name === null;
		const problem = isEmpty
			? `has no name in place ${position + 1} of ${names.length}`
			: `must be names of models, but one of them ${describeValue(name)}`;
		return invalidField(label, problem, `${remedy} Remove a row that is empty.`);
	});
	return checked.length === 0 ? undefined : checked;
};

/** Which models are asked when the first one cannot answer. */
export const fallbackModels = field({
	property: {
		displayName: 'Fallback Models',
		name: 'fallbackModels',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Fallback Model' },
		default: [],
		placeholder: 'e.g. gpt-4o-mini',
		description:
			'Models that are asked, in this order, when the chosen one cannot answer an item: the gateway does not have it, its quota is used up, it is refused for its rate limit or in trouble for 30 seconds, it fails after all attempts, or a content filter withholds the answer. The output has the reasons in request.fallbacks. Not asked when the key is refused or the whole balance is used up.',
	},
	wire: null,
	check: models,
});

/**
 * The models that may answer an item: the chosen one and, where it cannot, those that the user has added.
 *
 * @param chosen as it stands in the request
 * @throws Failed (`input`) when one of them is named twice
 */
export function readModels(
	chosen: unknown,
	parameters: Parameters,
	options: Values<typeof fallbackModels>,
): ModelChain {
	const further = options.get(fallbackModels);
	const names: [string, ...string[]] = [String(chosen), ...(further ?? [])];
	if (further === undefined) return new ModelChain(names);
	checkDifferent(names);
	return new ModelChain(names, readRetryAndTimeouts(parameters));
}

function checkDifferent([chosen, ...further]: readonly string[]): void {
	const again = further.find((name, position) => name === chosen || further.indexOf(name) < position);
	if (again === undefined) return;
	const problem =
		again === chosen
			? `names "${again}", which is the model that is asked first`
			: `names "${again}" twice`;
	invalidField(
		labelOf(fallbackModels),
		problem,
		'To ask the same model again would end in the same way: name another one, or remove the row.',
	);
}
