import { asObject, type JsonObject, objectsIn } from '../../nodes/api/json';
import { neverSent } from './differences/places';

/**
 * What a completion holds, in one form for both sides. Nothing, null, an empty text and an empty list are the same: the
 * assemblies differ in which of them stands where nothing came.
 */
export function outline(body: JsonObject): JsonObject {
	const { id, model, created, system_fingerprint, service_tier, usage, choices } = body;
	const sent = objectsIn(choices).filter(({ finish_reason }) => finish_reason !== neverSent);
	const list = sent.sort((one, other) => Number(one.index) - Number(other.index));
	return bare({
		...{ id, model, created, system_fingerprint, service_tier, usage },
		choices: list.map(({ index, message, finish_reason, logprobs }) => {
			const { role, content, refusal, function_call, tool_calls } = asObject(message);
			return {
				...{ index, finish_reason, content, refusal, role: typeof role },
				function_call: namedOf(function_call),
				tool_calls: objectsIn(tool_calls).map(callOf),
				logprobs: asObject(logprobs).content,
			};
		}),
	}) as JsonObject;
}

/** IDs that `openai` makes up for calls that came without one. */
const madeUp = /^call_[\da-f]{8}-[\da-f]{4}-/;

/** There is only one type of calls. */
function callOf({ id, function: called }: JsonObject): JsonObject {
	return { id: madeUp.test(String(id)) ? null : id, ...namedOf(called) };
}

function namedOf(called: unknown): JsonObject {
	const { name, arguments: given } = asObject(called);
	return { name, given };
}

function bare(value: unknown): unknown {
	if (Array.isArray(value)) return value.length === 0 ? null : value.map(bare);
	if (typeof value !== 'object' || value === null) return value === '' ? null : (value ?? null);
	const members = Object.entries(value).map(([name, member]) => [name, bare(member)] as const);
	return Object.fromEntries(members.filter(([, member]) => member !== null));
}
