import type { IncludeInput } from '../api/output';
import { includeInput, readIncludeInput } from '../fields/includeInput';
import { hasOption, itemParameters, type Context } from '../host/parameters';
import type { UnitSize } from './resources/operation';

/** Tells what the output of an item has of its input. An output that stands for many items has nothing of them. */
export function inputIncluded(context: Context, unit: UnitSize): (item: number) => IncludeInput {
	const isOffered = Number.isFinite(unit);
	// Without the option nothing is read a second time.
	if (!isOffered || !hasOption(context, includeInput.property.name)) return () => 'off';
	return (item) => readIncludeInput(itemParameters(context, item));
}
