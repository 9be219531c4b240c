/** Members that may be undefined become members that may be absent. */
type Defined<T> = {
	[Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name];
} & {
	[Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>;
};

/** A text or a list with something in it; undefined for an empty one. */
export function unlessEmpty<T extends string | readonly unknown[]>(value: T): T | undefined {
	return value.length === 0 ? undefined : value;
}

/** The members that have a value: an undefined one would be a key of its own in an item, or in a request. */
export function defined<T extends object>(members: T): Defined<T> {
	const kept: { [name: string]: unknown } = {};
	for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
	return kept as Defined<T>;
}
