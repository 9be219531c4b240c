import { failureOf, type Failure } from '../api/failure';
import type { Account } from '../host/account';
import type { UnitSize } from './resources/operation';

/** Items of a unit that are sent with the same credential, or one whose credential cannot be used. */
export type Part = { items: readonly number[] } & (
	| { account: Account; failure?: undefined }
	| { account?: undefined; failure: Failure }
);

/**
 * Cuts a unit where the credential changes: what one pays must not go out with the key of another. What is done once
 * for the whole run, and a digest of all items, is done with the credential of its first item.
 */
export async function partsOf(
	items: readonly number[],
	unit: UnitSize,
	accountOf: (item: number) => Promise<Account>,
): Promise<Part[]> {
	const isWhole = unit === 'run' || unit === Infinity;
	const parts: Array<{ items: number[]; account?: Account; failure?: Failure }> = [];
	for (const item of isWhole ? items.slice(0, 1) : items) {
		const last = parts.at(-1);
		try {
			const account = await accountOf(item);
			if (account === last?.account) last.items.push(item);
			else parts.push({ items: [item], account });
		} catch (thrown) {
			parts.push({ items: [item], failure: failureOf(thrown) });
		}
	}
	if (isWhole && parts[0]) parts[0].items = [...items];
	return parts as Part[];
}
