import type { Capacity } from '../delivery/capacity';
import type { LookAhead } from '../delivery/pool';
import type { ItemAccounts } from '../host/itemAccounts';
import { itemParameters, variesByItem, type Context } from '../host/parameters';
import type { Operation, UnitSize } from './resources/operation';
import { laneNamer, unitCount } from './units';

/** The units of a run that are not begun yet. */
interface UnitsAhead {
	unit: UnitSize;
	items: number;
	/** Units worked on at the same time. */
	atOnce: number;
	accounts: ItemAccounts;
	capacity: Capacity;
}

/** How the pool tells the lanes of units apart; undefined where all share one, or are begun together anyway. */
export async function lookAheadOf(
	context: Context,
	operation: Operation,
	{ unit, items, atOnce, accounts, capacity }: UnitsAhead,
): Promise<LookAhead<readonly number[]> | undefined> {
	if (unit === 'run' || unitCount(unit, items) <= atOnce) return undefined;
	const owners = (await accounts.differ(items))
		? { ownerOf: (item: number) => accounts.ownerOf(item) }
		: {};
	const laneOf = laneNamer(operation, (item) => itemParameters(context, item), {
		varies: (field) => variesByItem(context, field.property.name),
		...owners,
	});
	if (laneOf === undefined) return undefined;
	if (owners.ownerOf === undefined) return { laneOf, capacity };
	const prepare = async (from: number, count: number) => {
		const firstItems = Array.from({ length: count }, (_, position) => (from + position) * unit);
		await accounts.lookAt(firstItems.filter((item) => item < items));
	};
	return { laneOf, capacity, prepare };
}
