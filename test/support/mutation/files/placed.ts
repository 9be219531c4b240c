import { isObject } from '../../../../nodes/api/json';
import { leavesOf } from '../leaves';
import type { Sent } from '../sent';
import { raw } from '../wire';

/** What was put into an answer, and in which places, as changes name them. */
export interface Placed {
	value: string;
	places: readonly string[];
}

/** Finds the places of a text in an answer, also those where it stands as a number. */
export function placed(tree: unknown, value: string): Placed {
	return { value, places: within(tree, [value, raw(value)], '/') };
}

function within(tree: unknown, value: readonly unknown[], place: string): string[] {
	if (value.includes(tree)) return [place];
	const inside = Array.isArray(tree) || isObject(tree) ? Object.entries(tree) : [];
	return inside.flatMap(([name, member]) => within(member, value, `${place}/${name}`));
}

/** Whether what was put in came through: whole, and in one of its places, which nothing has touched. */
export function isIntact({ value, places }: Placed, sent: Sent): boolean {
	if (!sent.isWhole) return false;
	const leaves = leavesOf(sent.parts);
	return places.some(
		(place) =>
			!isTouched(place, sent.changes) &&
			!isMoved(place, sent.changes) &&
			leaves.some((leaf) => leaf.path === namesIn(place) && String(leaf.value) === value),
	);
}

/** Whether a change was made in a place, or in what it lies in. */
export function isTouched(place: string, changes: readonly string[]): boolean {
	return changes.flatMap(changedBy).some((one) => place === one || place.startsWith(`${one}/`));
}

/** Whether a list on the way to a place has changed its length or order: later changes go by other numbers. */
function isMoved(place: string, changes: readonly string[]): boolean {
	const lists = changes.flatMap((change) => {
		const [, list] =
			/^(\S*\/)\d+ (is lost|comes twice|changes places|has a neigh)/.exec(change) ?? [];
		return list ?? [];
	});
	return changes.length > 1 && lists.some((list) => place.startsWith(list));
}

/** The places of a change: with what a member was exchanged, or what has become its neighbour. */
function changedBy(change: string): string[] {
	const [place = ''] = change.split(' ');
	const other = /is exchanged with (\S+)$|has a neighbour (\w+): /.exec(change);
	const name = other?.[1] ?? other?.[2];
	return name === undefined ? [place] : [place, place.replace(/[^/]*$/, name)];
}

/** Names on the way to a place, as those of a leaf. */
function namesIn(place: string): string {
	return place
		.split('/')
		.filter((name) => name !== '' && !/^\d+$/.test(name))
		.join('.');
}
