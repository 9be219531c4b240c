import { wordsOf } from '../embeddings/hashedWords.mjs';

/**
 * How well a document answers a query, judged by words alone: of meaning it knows nothing.
 *
 * @param {string} query
 * @param {string} document
 * @returns {number} which part of the different words of the query the document has, from 0 to 1
 */
export function sharedWords(query, document) {
	const wanted = new Set(wordsOf(query));
	const there = new Set(wordsOf(document));
	return [...wanted].filter((word) => there.has(word)).length / wanted.size;
}
