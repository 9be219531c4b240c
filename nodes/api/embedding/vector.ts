import { isObject } from '../json';

/** Members in which a vector stands, or the object that has it, in the order in which they are asked. */
export const vectorMembers = [
	'embedding',
	'vector',
	'values',
	'dense_embedding',
	'dense_vector',
	'dense',
	'float',
	'embeddings',
	'data',
	'int8',
	'uint8',
	'base64',
];
/** How deep a vector may lie in objects and in lists of one. */
const deepest = 4;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The numbers of a vector: a list, or base64 of little-endian floats of 32 bits (OpenAI's
 * `encoding_format: base64`), as it is, in an object around it, or as the only one in a list (models that
 * pool tokens). What counts is what came, because gateways do not always send the form that was asked for.
 * Undefined when there is none, or more than one.
 */
export function vectorOf(value: unknown, depth = 0): number[] | undefined {
	if (depth > deepest) return undefined;
	if (typeof value === 'string') return decodeVector(value);
	if (isObject(value)) {
		for (const name of vectorMembers) {
			const vector = vectorOf(value[name], depth + 1);
			if (vector !== undefined) return vector;
		}
		return undefined;
	}
	if (!Array.isArray(value) || value.length === 0) return undefined;
	const [only] = value as unknown[];
	if (value.length === 1 && typeof only === 'object') return vectorOf(only, depth + 1);
	return value.every(isNumber) ? value : undefined;
}

function isNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

function decodeVector(text: string): number[] | undefined {
	const bytes = base64.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
	if (bytes.length === 0 || bytes.length % 4 !== 0) return undefined;
	const floats = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const numbers: number[] = [];
	for (let at = 0; at < bytes.length; at += 4) numbers.push(floats.getFloat32(at, true));
	return numbers.every(isNumber) ? numbers : undefined;
}
