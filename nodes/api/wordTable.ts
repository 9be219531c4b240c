/** A table of words by what they stand for, turned around: each word of a row (parted by blanks) with its row's name. */
export function byWord<Name extends string>(
	rows: Readonly<Partial<Record<Name, string>>>,
): Map<string, Name> {
	const entries = Object.entries<string | undefined>(rows) as Array<[Name, string]>;
	return new Map(
		entries.flatMap(([name, words]) =>
			words.split(' ').map((word): [string, Name] => [word, name]),
		),
	);
}
