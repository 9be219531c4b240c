import { defined } from '../api/defined';
import { embedTexts } from '../api/embedding/embedTexts';
import { estimateTokens } from '../api/usage/estimate';
import type { Sending } from '../host/subNode';
import { tokenUsageOf, type Log, type Logged } from '../host/subNodeLog';
import type { Settings } from './settings';
import { checkDocuments, checkQuery } from './texts';
import { allVectors, VectorLength } from './vectors';

/** What vector stores, and all else that takes embeddings in n8n, ask for vectors. */
export interface Embeddings {
	/** @throws NodeApiError */
	embedDocuments(documents: unknown): Promise<number[][]>;
	/** @throws NodeApiError */
	embedQuery(query: unknown): Promise<number[]>;
}

const path = '/v1/embeddings';

/**
 * Embeddings as an object of our own, so that no copy of LangChain has to be the one that n8n has.
 *
 * @param begin begins to send for one of the questions
 */
export function embeddingsWith(
	{ members, batchSize }: Settings,
	{ begin, log }: { begin: () => Sending; log: Log },
): Embeddings {
	const vectorLength = new VectorLength();
	const embed = async (texts: readonly string[]): Promise<Logged<number[][]>> => {
		const sending = begin();
		const requests = texts.map((text) => ({ text, path, members }));
		const embedded = allVectors(await embedTexts(requests, sending, batchSize));
		vectorLength.check(embedded);
		const { vectors, model, usage } = embedded;
		const estimate = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
		const told = {
			// The vectors themselves would be most of what n8n keeps of the execution.
			vectors: vectors.length,
			dimensions: vectors[0]?.length ?? null,
			model,
			...tokenUsageOf(usage, estimate),
			...defined({ cost: sending.cost() }),
			request: sending.spent(),
		};
		return { value: vectors, told };
	};
	return {
		embedDocuments: async (documents) =>
			await log({ documents }, async () => await embed(checkDocuments(documents))),
		embedQuery: async (query) =>
			await log({ query }, async () => {
				const { value, told } = await embed([checkQuery(query)]);
				return { value: value[0] ?? [], told };
			}),
	};
}
