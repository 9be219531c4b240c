/** A text, a number or a truth value in an answer. */
export interface Leaf {
	/** Names of members on the way to it; lists leave no trace. */
	path: string;
	value: string | number | boolean;
	/** Number of the choice that it belongs to: by `index`, or by its place where that is no number. */
	choice: number;
	/** Number of the event, or 0. */
	part: number;
}

/** All leaves of the parts of an answer, in their order. */
export function leavesOf(parts: readonly unknown[]): Leaf[] {
	return parts.flatMap((part, position) => within(part, [], 0, position));
}

function within(value: unknown, path: readonly string[], choice: number, part: number): Leaf[] {
	if (value === null || value === undefined) return [];
	if (Array.isArray(value)) {
		const isChoices = path.at(-1) === 'choices';
		return value.flatMap((entry, position) =>
			within(entry, path, isChoices ? numberOf(entry, position) : choice, part),
		);
	}
	if (typeof value === 'object') {
		return Object.entries(value).flatMap(([name, member]) =>
			within(member, [...path, name], choice, part),
		);
	}
	return [{ path: path.join('.'), value: value as Leaf['value'], choice, part }];
}

function numberOf(choice: unknown, position: number): number {
	const { index } = (choice ?? {}) as { index?: unknown };
	return typeof index === 'number' || (typeof index === 'string' && /^\d{1,3}$/.test(index))
		? Number(index)
		: position;
}
