import { isObject } from './json';

/** Roughly what an object or list, a member, and a number take, in bytes. */
const each = { container: 64, member: 32, other: 8 };

/** Roughly what a value of JSON takes in memory, in bytes. It is not nested deeper than JSON is read. */
export function memoryOf(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return each.other;
	if (value instanceof Uint8Array) return value.byteLength;
	let weight = each.container;
	if (Array.isArray(value)) {
		// A loop: vectors are long.
		for (const entry of value) weight += typeof entry === 'number' ? each.other : memoryOf(entry);
	} else if (isObject(value)) {
		for (const name of Object.keys(value))
			weight += each.member + name.length + memoryOf(value[name]);
	}
	return weight;
}
