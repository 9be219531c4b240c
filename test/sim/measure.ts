import { ours } from './clients';
import { perMinute, type Aim, type SteadyRow } from './row';
import { simulate, type Client } from './world';

/** One row with one client, mean of several seeds, in per cent. */
export interface Measured extends Aim {
	/** The same without the first minutes, in which nobody knows the limit. */
	later: Aim;
}

interface MeasureOptions {
	client?: Client;
	seeds?: number;
	/** The first seed. */
	from?: number;
	minutes?: number;
}

/** Seconds in which the limit is found. */
const finding = 180;

/** Measures a row. */
export function measure(
	row: SteadyRow,
	processes: number,
	streamed: boolean,
	{ client = ours(), seeds = 10, from = 1, minutes = 30 }: MeasureOptions = {},
): Measured {
	const whole = { goodput: 0, refused: 0 };
	const later = { goodput: 0, refused: 0 };
	const [begin, end] = row.seconds ?? [0, minutes * 60];
	for (let seed = from; seed < from + seeds; seed++) {
		const outcome = simulate({
			client,
			limit: row.limit,
			seed,
			processes,
			streamed,
			minutes: end / 60,
			...row.setting,
		});
		const possible = row.possible?.(processes) ?? row.perMinute ?? perMinute;
		for (const [shares, start] of [
			[whole, begin],
			[later, row.seconds ? begin : finding],
		] as const) {
			const admitted = sum(outcome.admitted.slice(start, end));
			const refused = sum(outcome.refused.slice(start, end));
			shares.goodput += (100 * admitted) / ((possible * (end - start)) / 60) / seeds;
			shares.refused += (100 * refused) / Math.max(1, admitted + refused) / seeds;
		}
	}
	return { ...whole, later };
}

/** Whether figures reach an aim; what has none is never missed. */
export function reaches(figures: Aim, wanted: Aim | undefined): boolean {
	return !wanted || (figures.goodput >= wanted.goodput && figures.refused <= wanted.refused);
}

export function sum(amounts: Array<number | undefined>): number {
	return amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
}
