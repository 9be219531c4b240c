import { defined } from '../api/defined';
import { rerankCall, rerankPath } from '../api/rerank/call';
import { itemText } from '../fields/text';
import type { Sending } from '../host/subNode';
import { tokenUsageOf, type Log } from '../host/subNodeLog';
import { checkDocuments, withScore, type Document } from './documents';
import type { Settings } from './settings';

/** What vector stores and retrievers ask for an order of documents. */
export interface Reranker {
	/** @throws NodeApiError */
	compressDocuments(documents: unknown, query: unknown): Promise<Document[]>;
}

/**
 * A reranker as an object of our own, so that no copy of LangChain has to be the one that n8n has. A search that has
 * found nothing is in order already.
 *
 * @param begin begins to send for one of the questions
 */
export function rerankerWith(
	{ members, topN }: Settings,
	{ begin, log }: { begin: () => Sending; log: Log },
): Reranker {
	const rank = async (given: unknown, asked: unknown) => {
		const documents = checkDocuments(given);
		if (documents.length === 0) return { value: [], told: { results: [] } };
		const query = itemText(asked, 'Query');
		const sending = begin();
		const texts = documents.map(({ text }) => text);
		const request = { path: rerankPath, members, query, documents: texts };
		const call = rerankCall(topN === undefined ? request : { ...request, topN });
		const { results, model, usage } = await sending.send(call);
		// Their positions are those of documents that were sent: the reader has seen to it.
		const value = results.map(({ index, score }) => withScore(documents[index]!.document, score));
		const told = {
			results: results.map(({ index, score }) => ({ index, score, document: texts[index] })),
			model,
			...tokenUsageOf(usage, call.tokens ?? 0),
			...defined({ cost: sending.cost() }),
			request: sending.spent(),
		};
		return { value, told };
	};
	return {
		compressDocuments: async (documents, query) =>
			await log({ query, documents }, async () => await rank(documents, query)),
	};
}
