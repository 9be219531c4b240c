import { mostChoices } from '../chat/choices';
import { isObject, type JsonObject, numberOf } from '../json';

/** Tokens that an answer used. */
export interface Tokens {
	input: number;
	output: number;
}

/** Most members of a usage: they are looked through with every piece of a stream. */
const mostMembers = 1_000;

/** Tokens from a usage object of any dialect, or undefined when it has none. */
export function tokensOf(usage: unknown): Tokens | undefined {
	if (!isObject(usage)) return undefined;
	const total = first(usage, 'total_tokens', 'totalTokenCount');
	const input = first(usage, 'prompt_tokens', 'input_tokens', 'promptTokenCount');
	const output = first(usage, 'completion_tokens', 'output_tokens', 'candidatesTokenCount');
	if (input === undefined && output === undefined) {
		return total === undefined ? undefined : { input: total, output: 0 };
	}
	return { input: input ?? Math.max(0, (total ?? 0) - (output ?? 0)), output: output ?? 0 };
}

/** The member `usage` of what an answer, or its failure, tells; nothing where there is none. */
export function spent(usage: unknown): { usage?: JsonObject } {
	return isObject(usage) ? { usage } : {};
}

/**
 * The usage in a body or a chunk, wherever it stands: beside the answer (OpenAI), in a member around it, or in a choice
 * or its delta (Moonshot); else under the names of other dialects. Null where there is none.
 */
export function usageIn(body: JsonObject): JsonObject | null {
	let usage: JsonObject | null = null;
	if (Array.isArray(body.choices)) {
		const choices = body.choices as unknown[];
		for (let at = 0; at < choices.length && at < mostChoices; at++) {
			const choice = choices[at];
			if (!isObject(choice)) continue;
			usage = withUsageOf(choice, usage);
			usage = withUsageOf(choice.delta, usage);
			usage = withUsageOf(choice.message, usage);
		}
	}
	// Groq's old form, Claude's first event; DashScope and others. Written out: it is asked of every chunk.
	usage = withUsageOf(body.x_groq, usage);
	usage = withUsageOf(body.message, usage);
	usage = withUsageOf(body.output, usage);
	usage = withUsageOf(body.data, usage);
	usage = withUsageOf(body.result, usage);
	usage = withUsageOf(body.response, usage);
	usage = withUsageOf(body, usage);
	return usage ?? foreignUsage(body);
}

/** Whether it is an object as usage may be: one with thousands of members is none. */
export function isUsage(value: unknown): value is JsonObject {
	return isObject(value) && Object.keys(value).length <= mostMembers;
}

/** The usage so far, after what a member holds of it. */
function withUsageOf(holder: unknown, before: JsonObject | null): JsonObject | null {
	return isObject(holder) && isUsage(holder.usage) ? laterUsage(before, holder.usage) : before;
}

/** Usage as Gemini, Cohere and MiniMax (only a total) send it. */
function foreignUsage(body: JsonObject): JsonObject | null {
	const named = [
		body.usageMetadata,
		body.usage_metadata,
		memberOf(body.meta, 'billed_units'),
		memberOf(body.meta, 'tokens'),
	].find(isObject);
	const total = tokenCount(body.total_tokens);
	return named ?? (total === undefined ? null : { total_tokens: total });
}

function memberOf(value: unknown, name: string): unknown {
	return isObject(value) ? value[name] : undefined;
}

/**
 * The usage after a further one has come. What says nothing (0, null, an empty object) does not replace what
 * says something.
 */
export function laterUsage<T extends JsonObject | null>(
	before: JsonObject | null,
	after: T,
): T | JsonObject {
	if (before === null || (after !== null && !hasCount(before))) return after;
	if (after === null || !hasCount(after)) return before;
	const kept = Object.entries(before).filter(([, value]) => hasCount(value));
	const merged: JsonObject = Object.fromEntries(kept);
	if (kept.length > mostMembers) return merged;
	for (const [name, value] of Object.entries(after)) {
		const known = merged[name];
		if (isObject(value) && isObject(known)) merged[name] = laterUsage(known, value);
		else if (hasCount(value) || known === undefined) merged[name] = value;
	}
	return merged;
}

function hasCount(value: unknown): boolean {
	if (isObject(value)) return Object.values(value).some(hasCount);
	return value !== undefined && value !== null && value !== 0 && value !== '';
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

function first(usage: JsonObject, ...names: string[]): number | undefined {
	return names.map((name) => tokenCount(usage[name])).find((value) => value !== undefined);
}

/** More tokens than an answer can have: a gateway that says so does not know. */
const tooMany = 1e12;

/** A number of tokens, also as text; undefined when it is none. */
export function tokenCount(value: unknown): number | undefined {
	const number = numberOf(value, 15) ?? NaN;
	return number >= 0 && number < tooMany ? number : undefined;
}
