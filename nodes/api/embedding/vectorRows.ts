import { isObject } from '../json';
import { vectorOf } from './vector';

/**
 * Members that hold the vectors of an answer, or the object that has them, in the order in which they are
 * asked: OpenAI, Jina; Cohere, Ollama, DashScope, Gemini; Cloudflare, Baidu; Vertex; MiniMax; then those of a
 * single vector, and Cohere's by type.
 */
const rowMembers = [
	'data',
	'embeddings',
	'output',
	'outputs',
	'result',
	'results',
	'response',
	'predictions',
	'vectors',
	'embedding',
	'vector',
	'values',
	'dense_embedding',
	'dense_vecs',
	'dense_vector',
	'dense',
	'float',
	'int8',
	'uint8',
	'base64',
];
/** How deep the vectors may lie. */
const deepest = 4;
/** Shortest text that is a vector where nothing says so, in characters: a word can be base64 as well. */
const shortestText = 64;

/** The rows of an answer, one for each text: objects with a vector, or vectors. Undefined when there are none. */
export function rowsIn(value: unknown, depth = 0): unknown[] | undefined {
	if (Array.isArray(value)) return isVector(value) ? [value] : value;
	if (typeof value === 'string') return isVectorText(value) ? [value] : undefined;
	if (!isObject(value) || depth > deepest) return undefined;
	for (const name of rowMembers) {
		const rows = rowsIn(value[name], depth + 1);
		if (rows === undefined) continue;
		const isRow = depth > 0 && rows.length === 1 && rows[0] === value[name];
		// The object around a single vector may tell more of it.
		return isRow ? [value] : rows;
	}
	return undefined;
}

/** Whether a text that stands alone is a vector in base64. */
export function isVectorText(text: string): boolean {
	return text.length >= shortestText && vectorOf(text) !== undefined;
}

function isVector(list: readonly unknown[]): boolean {
	return list.length > 0 && list.every((entry) => typeof entry === 'number');
}
