import type { Limit } from './limits';
import type { Setting } from './world';

/** The limit of every row, per minute, unless it says otherwise; 50 requests in flight come to as much. */
export const perMinute = 600;

/** At least so much of the limit used, at most so many of the requests refused, in per cent. */
export interface Aim {
	goodput: number;
	refused: number;
}

/** A limit that a client does not know, and the aims for 1, 4 and 16 processes. */
export interface SteadyRow {
	name: string;
	limit: Setting['limit'];
	aims: { [processes: number]: Aim | undefined };
	setting?: Partial<Setting>;
	/** What the limit lets through in a minute, when that is not the usual. */
	perMinute?: number;
	/** The same, where it depends on the processes. */
	possible?: (processes: number) => number;
	/** Seconds that count, from and to, when it is not the whole run. */
	seconds?: [from: number, to: number];
}

/** @param aims goodput and refused for 1, 4 and 16 processes, one after the other */
export function row(
	name: string,
	limit: (random: () => number) => Limit,
	aims: number[],
	more: Partial<SteadyRow> = {},
): SteadyRow {
	const aim = (index: number) => {
		const [goodput, refused] = aims.slice(index, index + 2);
		return goodput === undefined || refused === undefined ? undefined : { goodput, refused };
	};
	return { name, limit, aims: { 1: aim(0), 4: aim(2), 16: aim(4) }, ...more };
}
