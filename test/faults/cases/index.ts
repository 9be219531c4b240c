import { groups, type FaultCase, type Numbered } from '../case';
import { statuses } from './statuses';

/** Every case, numbered by its place in its group; new ones go to the end of their file's list. */
export const faultCases: readonly Numbered[] = numbered([statuses].flat());

function numbered(cases: readonly FaultCase[]): Numbered[] {
	return Object.entries(groups).flatMap(([letter, group]) =>
		cases
			.filter((one) => one.group === group)
			.map((one, position) => ({
				...one,
				nr: `${letter}${position + 1}`,
				title: one.form === undefined ? one.fault : `${one.fault}: ${one.form}`,
			})),
	);
}

/** The short form: of each fault the first case that neither waits nor works for long. */
export function oneOfEach(cases: readonly Numbered[]): Numbered[] {
	const isShort = ({ pace, outcome }: Numbered) => pace === undefined && outcome.is !== 'not tried';
	const firsts = new Map<string, Numbered>();
	for (const one of cases.filter(isShort)) {
		if (!firsts.has(one.fault)) firsts.set(one.fault, one);
	}
	return [...firsts.values()];
}
