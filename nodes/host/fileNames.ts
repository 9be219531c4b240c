/** Where in an execution an item is made. */
export interface ItemPlace {
	/** Position in the node's input, from 0. */
	item: number;
	/** How often the node had run before in the execution, as in a loop. */
	run: number;
}

/**
 * The name of a file with the number of its item in it, so that files that are saved by their names do not overwrite
 * each other: `image-0.png`, and `image-0_1.png` for the second of an item; in the third turn of a loop `image-2-0.png`.
 */
export function numberedName(fileName: string, { item, run }: ItemPlace): string {
	const number = run === 0 ? `${item}` : `${run}-${item}`;
	return fileName.replace(/^[a-z]+/i, (word) => `${word}-${number}`);
}
