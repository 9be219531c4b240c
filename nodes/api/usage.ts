import type { JsonObject } from './call';
import { isObject } from './json';

/** Tokens that an answer used. */
export interface Tokens {
	input: number;
	output: number;
}

/** Tokens from a usage object of any dialect, or undefined when it has none. */
export function tokensOf(usage: unknown): Tokens | undefined {
	if (!isObject(usage)) return undefined;
	const total = count(usage.total_tokens);
	const input = count(usage.prompt_tokens) ?? count(usage.input_tokens);
	const output = count(usage.completion_tokens) ?? count(usage.output_tokens);
	if (input === undefined && output === undefined) {
		return total === undefined ? undefined : { input: total, output: 0 };
	}
	return { input: input ?? Math.max(0, (total ?? 0) - (output ?? 0)), output: output ?? 0 };
}

/** Two usages added up, member by member; null, which is unknown, as soon as one of them is. */
export function addUsage(one: JsonObject | null, other: JsonObject | null): JsonObject | null {
	if (one === null || other === null) return null;
	const sum: JsonObject = { ...one };
	for (const [name, value] of Object.entries(other)) {
		const before = sum[name];
		if (typeof value === 'number' && typeof before === 'number') sum[name] = before + value;
		else if (isObject(value) && isObject(before)) sum[name] = addUsage(before, value);
		else sum[name] = value ?? before;
	}
	return sum;
}

function count(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
