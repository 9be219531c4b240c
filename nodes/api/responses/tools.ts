import { defined } from '../defined';
import { asObject, isObject, type JsonObject, objectsIn } from '../json';

/**
 * The tools of a request, flat. `strict` is said because this route makes tools strict where it is left out, and then
 * fills in every optional argument.
 */
export function toTools({ tools, functions }: JsonObject): JsonObject[] {
	const old = objectsIn(functions).map((called) => ({ type: 'function', function: called }));
	return [...objectsIn(tools), ...old].map(toTool);
}

/** Whether a request of either dialect hands over tools. */
export function hasTools({ tools, functions }: JsonObject): boolean {
	return objectsIn(tools).length > 0 || objectsIn(functions).length > 0;
}

/** Which tool is to be called: a word, one by its name, or one of several. */
export function toToolChoice({ tool_choice, function_call }: JsonObject): unknown {
	const given = tool_choice ?? function_call;
	if (!isObject(given)) return given;
	const { allowed_tools: allowed } = given;
	if (!isObject(allowed)) return named(given);
	return { type: 'allowed_tools', ...allowed, tools: objectsIn(allowed.tools).map(named) };
}

/** A tool that is only named, flat; the old form has no type. */
function named({ type = 'function', ...rest }: JsonObject): JsonObject {
	const inside = rest[String(type)];
	return isObject(inside) ? { type, name: inside.name } : { type, ...rest };
}

function toTool(tool: JsonObject): JsonObject {
	if (isObject(tool.custom)) return { type: 'custom', ...tool.custom, ...formatOf(tool.custom) };
	if (!isObject(tool.function)) return tool;
	const { name, description, parameters, strict, ...rest } = tool.function;
	return {
		type: 'function',
		name,
		...defined({ description }),
		parameters: parameters ?? { type: 'object', properties: {} },
		strict: strict ?? false,
		...rest,
	};
}

/** The grammar of what a tool takes that is not JSON. */
function formatOf({ format }: JsonObject): JsonObject {
	const grammar = asObject(format).grammar;
	return isObject(grammar) ? { format: { type: 'grammar', ...grammar } } : {};
}
