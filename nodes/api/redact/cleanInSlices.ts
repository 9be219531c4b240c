import { isObject, type JsonObject } from '../json';
import { type InSlices, sliceLength } from '../slices';
import { weightOf } from '../weight';
import { clean, deepest } from './clean';
import type { Secrets } from './secrets';

/** Like {@link clean}, in slices. */
export function* cleanInSlices(value: unknown, secrets: Secrets): InSlices<unknown> {
	return yield* cleanLarge(value, { secrets, done: 0, long: new Map() }, 0);
}

/** One pass through a value. */
interface Pass {
	secrets: Secrets;
	/** What was looked through since the last pause. */
	done: number;
	/** Long texts as they are without secrets: an output has the text of an answer twice. */
	long: Map<string, string>;
}

function* cleanLarge(value: unknown, pass: Pass, depth: number): InSlices<unknown> {
	if (typeof value === 'string') return yield* cleanText(value, pass);
	if (Array.isArray(value)) return yield* cleanList(value, pass, depth);
	return isObject(value) && depth <= deepest
		? yield* cleanObject(value, pass, depth)
		: clean(value, pass.secrets, depth);
}

function* cleanText(text: string, { long, secrets }: Pass): InSlices<string> {
	const known = long.get(text) ?? (yield* secrets.redactInSlices(text));
	long.set(text, known);
	return known;
}

function* cleanList(list: readonly unknown[], pass: Pass, depth: number): InSlices<unknown> {
	const cleaned: unknown[] = [];
	let isChanged = false;
	for (const entry of list) {
		const weight = weightOf(entry, sliceLength, depth + 1);
		if (isPauseDue(pass, weight)) yield;
		const clear = isLarge(weight)
			? yield* cleanLarge(entry, pass, depth + 1)
			: clean(entry, pass.secrets, depth + 1);
		isChanged ||= clear !== entry;
		cleaned.push(clear);
	}
	return isChanged ? cleaned : list;
}

function* cleanObject(value: JsonObject, pass: Pass, depth: number): InSlices<unknown> {
	const cleaned: Array<[string, unknown]> = [];
	let isChanged = false;
	for (const name of Object.keys(value)) {
		const member = value[name];
		const weight = weightOf(member, sliceLength, depth + 1);
		if (isPauseDue(pass, weight + name.length)) yield;
		const clear = isLarge(weight)
			? yield* cleanLarge(member, pass, depth + 1)
			: clean(member, pass.secrets, depth + 1);
		const named = pass.secrets.redact(name);
		isChanged ||= clear !== member || named !== name;
		cleaned.push([named, clear]);
	}
	return isChanged ? Object.fromEntries(cleaned) : value;
}

/** Whether others should have the processor before a value of this weight is looked through. */
function isPauseDue(pass: Pass, weight: number): boolean {
	pass.done += weight;
	if (!isLarge(pass.done)) return false;
	pass.done = 0;
	return true;
}

function isLarge(weight: number): boolean {
	return weight >= sliceLength;
}
