import type { JsonObject } from '../../../../../api/json';
import type { Rule } from './rule';
import { nameOf } from './sentence';

type Bound = [
	keyword: string,
	holds: (value: number, bound: number) => boolean,
	words: (bound: number) => string,
];

const bounds: readonly Bound[] = [
	['minimum', (value, bound) => value >= bound, (bound) => `${bound} or more`],
	['maximum', (value, bound) => value <= bound, (bound) => `${bound} or less`],
	['exclusiveMinimum', (value, bound) => value > bound, (bound) => `more than ${bound}`],
	['exclusiveMaximum', (value, bound) => value < bound, (bound) => `less than ${bound}`],
	['multipleOf', isMultiple, (bound) => `a multiple of ${bound}`],
];

/** `minimum`, `maximum`, their exclusive forms, and `multipleOf`. */
export const numberRule: Rule = (schema: JsonObject, { value, path }) => {
	if (typeof value !== 'number') return [];
	return bounds.flatMap(([keyword, holds, words]) => {
		const bound = schema[keyword];
		if (typeof bound !== 'number' || holds(value, bound)) return [];
		return [`${nameOf(path)} must be ${words(bound)}, but is ${value}`];
	});
};

/** 0.3 is a multiple of 0.1, although binary fractions deny it. */
function isMultiple(value: number, unit: number): boolean {
	const quotient = value / unit;
	return (
		Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient)) &&
		Number.isFinite(quotient)
	);
}
