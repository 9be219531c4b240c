import { defined } from '../../../../../api/defined';
import { isObject, type JsonObject, without } from '../../../../../api/json';

/** The member that holds an answer which is no object itself. */
const member = 'result';

/** A schema of type `object`, as gateways want it, and the way back to what the user asked for. */
export interface Envelope {
	schema: JsonObject;
	/** The schema of what is inside; the same one when there is no envelope. */
	inner: JsonObject;
	/** Takes an answer out of its envelope; one that comes without stays as it is. */
	open(answer: unknown): unknown;
}

/**
 * Puts a schema of a list, a number, or one that starts with a reference into an object with the member
 * `result`: `response_format` takes objects only.
 */
export function inEnvelope(given: JsonObject): Envelope {
	const bare = given.type === undefined && isObject(given.properties);
	const inner: JsonObject = bare ? { type: 'object', ...given } : given;
	const isPlain = inner.anyOf === undefined && inner.oneOf === undefined;
	if (inner.type === 'object' && isPlain) return { schema: inner, inner, open: (answer) => answer };
	const { $defs, definitions } = inner;
	const content = without(inner, '$schema', '$defs', 'definitions');
	const schema = {
		type: 'object',
		properties: { [member]: moveReferences(content) },
		required: [member],
		additionalProperties: false,
		...defined({
			$defs: isObject($defs) ? moveReferences($defs) : undefined,
			definitions: isObject(definitions) ? moveReferences(definitions) : undefined,
		}),
	};
	return { schema, inner, open };
}

function open(answer: unknown): unknown {
	const isEnvelope = isObject(answer) && Object.keys(answer).join() === member;
	return isEnvelope ? answer[member] : answer;
}

/** References to the old root, and to what is not a definition, lead into the envelope. */
function moveReferences(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(moveReferences);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inside]) => [
			name,
			name === '$ref' && typeof inside === 'string'
				? moveReference(inside)
				: moveReferences(inside),
		]),
	);
}

function moveReference(reference: string): string {
	if (!/^#(\/|$)/.test(reference) || /^#\/(\$defs|definitions)(\/|$)/.test(reference))
		return reference;
	return `#/properties/${member}${reference === '#/' ? '' : reference.slice(1)}`;
}
