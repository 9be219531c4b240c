import { isDeepStrictEqual } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- plain comparison
import { isObject } from '../../../nodes/api/json';

/** The sentence, unless something holds. */
export function unless(holds: boolean, sentence: string): string[] {
	return holds ? [] : [sentence];
}

/** Says so where a value is not exactly as wanted; nothing is wanted where `wanted` is undefined. */
export function differs(name: string, got: unknown, wanted: unknown): string[] {
	const same = wanted === undefined || isDeepStrictEqual(plain(got), plain(wanted));
	return unless(same, `${name}: ${shown(got)}, wanted ${shown(wanted)}`);
}

/**
 * Members that are not as wanted, at any depth, one sentence each; of lists every entry counts, and what is
 * wanted as undefined must not be there.
 */
export function mismatchesIn(name: string, got: unknown, wanted: unknown): string[] {
	if (Array.isArray(wanted) && Array.isArray(got)) {
		return [
			...differs(`length of ${name}`, got.length, wanted.length),
			...wanted.flatMap((entry, position) =>
				mismatchesIn(`${name}[${position}]`, got[position], entry),
			),
		];
	}
	if (isObject(wanted) && isObject(got)) {
		return Object.entries(wanted).flatMap(([member, value]) =>
			value === undefined
				? unless(got[member] === undefined, `${name}.${member}: ${shown(got[member])}, wanted none`)
				: mismatchesIn(`${name}.${member}`, got[member], value),
		);
	}
	return differs(name, got, wanted);
}

function plain(value: unknown): unknown {
	return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Longest value in a sentence, in letters. */
const longestShown = 160;

/** A value in a sentence. */
export function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
