import { isObject, numberOf } from '../json';

/** Members that hold the results of an answer, or the object that has them, in the order in which they are asked. */
const rowMembers = ['results', 'data', 'result', 'output', 'response', 'rankings'];
/** How deep the results may lie. */
const deepest = 3;

const scoreMembers = ['relevance_score', 'score', 'relevanceScore', 'rerank_score'];
const indexMembers = ['index', 'document_index'];

/** The results of an answer, one for each document that was ranked. Undefined when there are none. */
export function rowsIn(value: unknown, depth = 0): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (!isObject(value) || depth > deepest) return undefined;
	for (const name of rowMembers) {
		const rows = rowsIn(value[name], depth + 1);
		if (rows !== undefined) return rows;
	}
	// A bare list with one result in it is taken for what it holds.
	return scoreIn(value) === undefined ? undefined : [value];
}

/** The score of a result, also as text. */
export function scoreIn(row: unknown): number | undefined {
	if (!isObject(row)) return undefined;
	const sent = scoreMembers.map((name) => row[name]).find((score) => score !== undefined);
	const isText = typeof sent === 'string' && sent.trim() !== '';
	const score = isText ? Number(sent) : sent;
	return typeof score === 'number' && Number.isFinite(score) ? score : undefined;
}

/**
 * The position of a result's document among those that were sent; where it has no number, that of its text. Undefined
 * when it says neither; NaN when it says something else.
 */
export function indexIn(row: unknown, documents: readonly string[]): number | undefined {
	if (!isObject(row)) return undefined;
	const sent = indexMembers.map((name) => row[name]).find((index) => index !== undefined);
	if (sent === undefined || sent === null) return indexOfText(row.document ?? row, documents);
	const index = numberOf(sent, 9) ?? NaN;
	return Number.isInteger(index) && index >= 0 ? index : NaN;
}

function indexOfText(document: unknown, documents: readonly string[]): number | undefined {
	const text = isObject(document) ? document.text : document;
	const index = documents.findIndex((each) => each === text);
	return index < 0 ? undefined : index;
}
