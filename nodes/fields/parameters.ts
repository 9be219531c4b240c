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
	/** The expression that a member of a top-level collection comes from; undefined where it was entered as it is. */
	expression(name: string, member: string): string | undefined;
	/**
	 * A file of the item.
	 *
	 * @throws Failed (`input`) when the item has no binary data of that name
	 */
	file(binaryProperty: string, label: string): Promise<BinaryOutput>;
}
