/** What the comparison of one stream has found. */
export interface Found {
	/** Names of listed differences that it shows. */
	listed: Set<string>;
	/** Differences that are in no list. */
	faults: string[];
}

/** A value as a fault shows it. */
export function inShort(value: unknown): string {
	const json = JSON.stringify(value) ?? '';
	return json.length > 1_500 ? `${json.slice(0, 1_500)}…` : json;
}
