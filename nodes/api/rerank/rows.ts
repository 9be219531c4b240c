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
 * The positions of the results' documents among those that were sent. A single one that is not told, among others that
 * are, is 0: gateways leave out what is zero (Gemini does, in vectors). Undefined where it is not told; NaN where
 * something else is told.
 */
export function indexesIn(
	rows: readonly unknown[],
	documents: readonly string[],
): Array<number | undefined> {
	const indexes = rows.map((row) => indexIn(row, documents));
	const untold = indexes.filter((index) => index === undefined).length;
	const isZero =
		untold === 1 && !indexes.includes(0) && (rows.length > 1 || documents.length === 1);
	return isZero ? indexes.map((index) => index ?? 0) : indexes;
}

/** By its number, else by its text. */
function indexIn(row: unknown, documents: readonly string[]): number | undefined {
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
