/** POST /v1/rerank in the form of Jina: documents in the order that the rule of sharedWords.mjs gives them. */
import { invalidField } from '../errors.mjs';
import { isObject } from '../isObject.mjs';
import {
	readBoolean,
	readRequiredText,
	readWords,
	refuseOthers,
	requireMember,
	sentMembers,
} from '../members.mjs';
import { readNumber } from '../numbers.mjs';
import { sharedWords } from './sharedWords.mjs';

const known = ['model', 'query', 'documents', 'top_n', 'return_documents'];

/** As at Jina: documents of one request. */
const mostDocuments = 2048;
const longestQuery = 100_000;

/**
 * @param {import('../routes.mjs').Means} means
 * @returns {import('../server.mjs').Handler}
 */
export function rerankRoute({ engine, credit, models, begin }) {
	return async ({ body, signal, json }) => {
		const sent = sentMembers(await body());
		refuseOthers(sent, known);
		const model = readRequiredText(sent, 'model');
		const query = readWords(sent, 'query', longestQuery);
		const documents = readDocuments(sent);
		const most = readNumber(sent, 'top_n', documents.length, { min: 1, integer: true });
		const returned = readBoolean({ return_documents: true, ...sent }, 'return_documents');
		models.check(model, 'rerank');
		await begin(signal);

		const count = (text) => engine.countTokens(text).tokens;
		// A reranker reads the query with every document.
		const tokens = documents.reduce(
			(sum, text) => sum + count(text),
			count(query) * documents.length,
		);
		credit.take((tokens / 1000) * 0.01);
		const results = documents
			.map((text, index) => ({
				index,
				...(returned && { document: { text } }),
				relevance_score: sharedWords(query, text),
			}))
			.sort((one, other) => other.relevance_score - one.relevance_score)
			.slice(0, most);
		json({ model, results, usage: { total_tokens: tokens, prompt_tokens: tokens } });
	};
}

/** @returns {string[]} */
function readDocuments(sent) {
	requireMember(sent, 'documents');
	const { documents } = sent;
	if (!Array.isArray(documents) || documents.length === 0 || documents.length > mostDocuments)
		throw invalidField(
			'documents',
			`Invalid 'documents': expected a list of 1 to ${mostDocuments} texts.`,
		);
	return documents.map((document, index) => {
		const text = isObject(document) ? document.text : document;
		if (typeof text === 'string' && text !== '') return text;
		const path = `documents[${index}]`;
		throw invalidField(path, `Invalid '${path}': expected a text, or an object with a text.`);
	});
}
