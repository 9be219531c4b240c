import { brief } from '../../../../../api/shorten';

/** Where the checked value is the whole of the answer, it has no path. */
const whole = 'the answer';

/** The place of a value as a sentence begins with it: `items[2].price`, or the answer itself. */
export function nameOf(path: string): string {
	return path === '' ? whole : path;
}

/** The path of a member: `price`, `items.price`, or `["unit price"]` where a dot would not do. */
export function memberOf(path: string, name: string): string {
	if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `${path}[${JSON.stringify(name)}]`;
	return path === '' ? name : `${path}.${name}`;
}

/** The path of an entry of a list, counted from 0 as in expressions. */
export function entryOf(path: string, position: number): string {
	return `${path}[${position}]`;
}

/** A value as it reads in a sentence: short, and as JSON, so that a text differs from a number. */
export function quote(value: unknown): string {
	return brief(JSON.stringify(value) ?? String(value));
}

/** Words as a sentence lists them: `a, b or c`. */
export function either(words: readonly string[]): string {
	if (words.length < 2) return words.join('');
	return `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

/** A number with its noun: `1 entry`, `2 entries`. */
export function count(number: number, one: string, many: string): string {
	return `${number} ${number === 1 ? one : many}`;
}
