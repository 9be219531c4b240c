/** What a text, a list or an object takes beside its characters: as long as so many of them. */
const perText = 16;
const perNumber = 2;
/** Deeper than any answer is nested. */
const deepest = 220;

/**
 * How long it takes to look through a value, in characters of a text; no more is counted than is enough.
 */
export function weightOf(value: unknown, enough: number, depth = 0): number {
	if (typeof value === 'string') return value.length + perText;
	if (typeof value !== 'object' || value === null || depth > deepest) return perNumber;
	let weight = perText;
	if (Array.isArray(value)) {
		for (const entry of value) {
			weight += weightOf(entry, enough - weight, depth + 1);
			if (weight >= enough) break;
		}
		return weight;
	}
	const members = value as { [name: string]: unknown };
	// Without a list of the names: it is asked of every item.
	for (const name in members) {
		weight += name.length + perText + weightOf(members[name], enough - weight, depth + 1);
		if (weight >= enough) break;
	}
	return weight;
}
