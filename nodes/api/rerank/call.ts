import type { Call } from '../call';
import type { JsonObject } from '../json';
import { bodyEvents } from '../readers/bodyEvents';
import { eventReader } from '../readers/eventStream';
import { jsonReader, listAsData } from '../readers/json';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import type { ResponseHead } from '../readers/reader';
import { estimateTokens } from '../usage/estimate';
import { mostTokensOfPrompt } from '../usage/mostTokens';
import { bytesOf } from '../usage/promptWeight';
import { readRanking, type Ranking } from './ranking';

/** Where most gateways rank. */
export const rerankPath = '/v1/rerank';

/** Tokens around a query and its document, at most. */
const perPair = 16;

/** Documents to be ranked by how well they answer a query. */
export interface RankRequest {
	path: string;
	/** Everything else that is sent; `model` names the lane. */
	members: JsonObject;
	query: string;
	documents: readonly string[];
	/** How many of the best are wanted; all when absent, or when there are no more. */
	topN?: number;
}

/**
 * Documents in the order in which they answer a query: POST /v1/rerank, in the form of Jina that New API and vLLM
 * share. AIGC2D does not document it. How many are wanted is always said: gateways have defaults of their own.
 */
export function rerankCall({ path, members, query, documents, topN }: RankRequest): Call<Ranking> {
	const wanted = Math.min(topN ?? documents.length, documents.length);
	return {
		request: { method: 'POST', path, body: { ...members, query, documents, top_n: wanted } },
		lane: String(members.model),
		repeat: 'paid',
		tokens: documents.reduce(
			(sum, text) => sum + estimateTokens(text),
			documents.length * estimateTokens(query),
		),
		// The model reads the query with each document anew.
		mostTokens(sent) {
			const most = mostTokensOfPrompt(sent);
			return {
				...most,
				prompt: most.prompt + (documents.length - 1) * (perPair + bytesOf(query)),
			};
		},
		reader: () => {
			const interpret = (body: JsonObject, head: ResponseHead) =>
				readRanking(body, head, { documents, wanted });
			return jsonOrEventStreamReader(jsonReader(interpret, { ofList: listAsData }), (head) =>
				eventReader(head, bodyEvents(head, interpret)),
			);
		},
	};
}
