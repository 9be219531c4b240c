import type { BinaryOutput } from '../api/output';

/** The parameters of one item, after expressions. They are read through rows of fields: see field.ts. */
export interface Parameters {
	/**
	 * Value of a top-level parameter; of a resource locator, the value it points to.
	 *
	 * @param label of the field, for the sentence about an expression that cannot be evaluated
	 * @throws Failed (`input`) in that case
	 */
	get(name: string, label: string): unknown;
	/**
	 * The expression that gives what stands at a place among the parameters: by names of members and positions in
	 * lists, the parameter first. Undefined where it was entered as it is.
	 */
	expressionAt(path: ReadonlyArray<string | number>): string | undefined;
	/**
	 * A file of the item.
	 *
	 * @throws Failed (`input`) when the item has no binary data of that name
	 */
	file(binaryProperty: string, label: string): Promise<BinaryOutput>;
}
