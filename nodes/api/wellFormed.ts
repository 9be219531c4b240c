import { isObject } from './json';

/** Node.js 20 has them; the types of ES2022 do not. */
interface WellFormable {
	isWellFormed(): boolean;
	toWellFormed(): string;
}

/**
 * What is sent, with U+FFFD in the place of every half of a letter: an expression that cuts a text may cut an emoji in
 * two. Half of one is no Unicode, and services that are written in Python end with 500 on it. The value itself where it
 * has none.
 */
export function wellFormed<T>(value: T): T {
	return repaired(value) as T;
}

function repaired(value: unknown): unknown {
	if (typeof value === 'string') {
		const text = value as unknown as WellFormable;
		return text.isWellFormed() ? value : text.toWellFormed();
	}
	if (Array.isArray(value)) {
		const members = value.map(repaired);
		return members.some((member, position) => member !== value[position]) ? members : value;
	}
	// Bytes and the like have no letters.
	if (!isObject(value) || !isPlain(value)) return value;
	let changed = false;
	const entries = Object.entries(value).map(([name, member]) => {
		const entry = [repaired(name), repaired(member)] as [string, unknown];
		changed ||= entry[0] !== name || entry[1] !== member;
		return entry;
	});
	return changed ? Object.fromEntries(entries) : value;
}

function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
