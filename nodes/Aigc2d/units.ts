import { uncheckedValue, type Field } from '../fields/field';
import { modelField } from '../fields/model';
import type { Parameters } from '../fields/parameters';
import type { Operation, UnitSize } from './resources/operation';

/** Cuts the input into units, lazily. */
export function* unitsOf(unit: UnitSize, itemCount: number): Generator<number[]> {
	const size = unit === 'run' ? itemCount : unit;
	for (let first = 0; first < itemCount; first += size) {
		const length = Math.min(size, itemCount - first);
		const items: number[] = [];
		for (let offset = 0; offset < length; offset++) items.push(first + offset);
		yield items;
	}
}

/** How many units the input is cut into. */
export function unitCount(unit: UnitSize, itemCount: number): number {
	return unit === 'run' ? 1 : Math.ceil(itemCount / unit);
}

/** What of the lane of items differs in a run. */
interface LaneDifferences {
	/** Whether a parameter differs from item to item. */
	varies: (field: Field) => boolean;
	/** Names whose key an item is sent with; absent where all are sent with the same. */
	ownerOf?: (item: number) => string;
}

/** Names the lane of a unit that is not read yet, by the first of its items; undefined where all units share one. */
export function laneNamer(
	{ lane = { fields: [modelField], of: String } }: Operation,
	parametersOf: (item: number) => Parameters,
	{ varies, ownerOf }: LaneDifferences,
): ((unit: readonly number[]) => string) | undefined {
	const differs = lane.fields.some(varies);
	const modelOf = (item: number): string => {
		const parameters = parametersOf(item);
		return lane.of(...lane.fields.map((field) => valueIfAny(parameters, field)));
	};
	if (ownerOf === undefined) return differs ? ([first = 0]) => modelOf(first) : undefined;
	return ([first = 0]) => `${ownerOf(first)} ${differs ? modelOf(first) : ''}`;
}

/** Undefined where n8n has none: the field is hidden, or its item fails with a sentence when it is read. */
function valueIfAny(parameters: Parameters, field: Field): unknown {
	try {
		return uncheckedValue(parameters, field);
	} catch {
		return undefined;
	}
}
