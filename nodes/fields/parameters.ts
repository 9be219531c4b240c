import type { BinaryOutput } from '../api/call';

/** The parameters of one item, after expressions. */
export interface Parameters {
	/** Value of a top-level parameter; of a resource locator, the value it points to. */
	get(name: string): unknown;
	/**
	 * A file of the item.
	 *
	 * @throws Failed (`input`) when the item has no binary data of that name
	 */
	file(binaryProperty: string, label: string): Promise<BinaryOutput>;
}
