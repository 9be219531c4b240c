import type { Received, Responder } from './gateway';
import { sendJson } from './gateway';

/** The score that the test gateway gives a document: the part of the words of the query that it has. */
export function scoreFor(query: string, document: string): number {
	const words = query.toLowerCase().split(/\W+/).filter(Boolean);
	const there = new Set(document.toLowerCase().split(/\W+/));
	return words.filter((word) => there.has(word)).length / words.length;
}

/** An answer of POST /v1/rerank as New API documents it, in the order in which the documents came. */
export function rankingFor({ body }: Pick<Received, 'body'>, more: object = {}) {
	const { model, query, documents, top_n } = body as {
		model: string;
		query: string;
		documents: string[];
		top_n: number;
	};
	const tokens = documents.join('').length;
	const results = documents.map((text, index) => ({
		document: { text },
		index,
		relevance_score: scoreFor(query, text),
	}));
	results.sort((one, other) => other.relevance_score - one.relevance_score);
	return {
		model: `${model}-001`,
		results: results.slice(0, top_n).reverse(),
		usage: { prompt_tokens: tokens, total_tokens: tokens },
		...more,
	};
}

/** Plays a gateway that ranks. */
export const ranker: Responder = (request, response) => sendJson(response, rankingFor(request));
