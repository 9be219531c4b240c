import { isObject, type JsonObject } from '../json';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { spent, tokensOf, usageIn } from '../usage/usage';
import { indexesIn, rowsIn, scoreIn } from './rows';

/** How well a document answers the query. */
export interface RankedDocument {
	/** Position among the documents that were sent, from 0. */
	index: number;
	/** The higher, the better; its range depends on the model. */
	score: number;
}

/** The answer to a request for a ranking. */
export interface Ranking {
	/** The best first. */
	results: RankedDocument[];
	/** As the gateway names it, or null. */
	model: string | null;
	/** Token usage as sent, or null. */
	usage: JsonObject | null;
}

const advice =
	'The answer is not what gateways send for a ranking. Check that the model is a reranker, and the Base URL in the credential.';
const fewerAdvice =
	'The gateway ranks fewer documents than it is asked for: set Top N to what it gives, or send fewer documents.';

/** How often an answer may have each document: some gateways send one twice, and a hostile one a million times. */
const mostOfEach = 2;

/**
 * Reads a ranking: a score for as many of the documents as were wanted, in any order, the best first in the end.
 * Anything else is `malformed`, with the usage that was paid. What gateways send of the documents is not looked at:
 * it may be shortened, and is often left out.
 */
export function readRanking(
	body: JsonObject,
	head: ResponseHead,
	{ documents, wanted }: { documents: readonly string[]; wanted: number },
): Reading<Ranking> {
	const usage = rerankUsageIn(body);
	const failed = (message: string, description = advice): Reading<Ranking> => ({
		failure: unusable(head, message, { description, ...spent(usage) }),
	});
	const rows = rowsIn(body);
	if (rows === undefined) return failed('The gateway answered without a ranking');
	if (rows.length > mostOfEach * documents.length)
		return failed(
			`The gateway answered with ${rows.length} results for ${documents.length} documents`,
		);
	const scores = scoresIn(rows, documents);
	if (typeof scores === 'string') return failed(scores);
	if (scores.size < wanted)
		return failed(`The gateway ranked ${scores.size} of ${wanted} documents`, fewerAdvice);
	const results = [...scores].map(([index, score]) => ({ index, score }));
	results.sort((one, other) => other.score - one.score || one.index - other.index);
	const model = typeof body.model === 'string' ? body.model : null;
	return { value: { results: results.slice(0, wanted), model, usage }, usage };
}

/** The scores by the number of their document, or what is wrong with them. */
function scoresIn(
	rows: readonly unknown[],
	documents: readonly string[],
): ReadonlyMap<number, number> | string {
	const scores = new Map<number, number>();
	const indexes = indexesIn(rows, documents);
	for (const [position, row] of rows.entries()) {
		const score = scoreIn(row);
		const index = indexes[position];
		if (score === undefined) return 'The gateway answered with a result without a score';
		if (index === undefined || Number.isNaN(index))
			return 'The gateway answered with a result that does not say which document it is of';
		if (index >= documents.length)
			return `The gateway ranked a document number ${index}, and ${documents.length} were sent, counted from 0`;
		if ((scores.get(index) ?? score) !== score)
			return `The gateway ranked document number ${index} twice, with different scores`;
		scores.set(index, score);
	}
	return scores;
}

/** Cohere counts searches beside the tokens, in a member of its own. */
function rerankUsageIn(body: JsonObject): JsonObject | null {
	const usage = usageIn(body);
	const counted = isObject(body.meta) ? body.meta.tokens : undefined;
	return usage !== null && tokensOf(usage) === undefined && isObject(counted)
		? { ...usage, ...counted }
		: usage;
}
