import type { JsonObject } from '../json';
import { estimateTokens } from '../usage/estimate';

/** Most tokens of one request, by estimate: OpenAI takes 300 000. */
const mostTokens = 300_000;

/** Longest answer that is asked for, in bytes: of one that is longer than 64 MB nothing could be used. */
const longestAnswer = 60_000_000;
/** Numbers of the longest vectors that are usual. */
const longestVector = 4096;
/** Bytes of a number, at most. */
const perNumber = { float: 22, base64: 6 };

/** What a text wants: its vector, with everything else that is sent for it. */
export interface TextRequest {
	text: string;
	path: string;
	members: JsonObject;
}

/** Texts of one request. */
export interface Batch {
	path: string;
	members: JsonObject;
	texts: Array<{ text: string; tokens: number; from: number }>;
}

/**
 * The requests for texts: one for all that differ in nothing else, more where there are more than `most`, or where the
 * texts or their vectors together are too long for one.
 */
export function batchesOf(requests: readonly TextRequest[], most = Infinity): Batch[] {
	const batches: Batch[] = [];
	const open = new Map<string, { batch: Batch; tokens: number }>();
	requests.forEach(({ text, path, members }, from) => {
		const alike = JSON.stringify([path, members]);
		const tokens = estimateTokens(text);
		let current = open.get(alike);
		const room = Math.min(most, textsPerAnswer(members));
		const isFull = current && current.batch.texts.length >= room;
		if (current === undefined || isFull || current.tokens + tokens > mostTokens) {
			current = { batch: { path, members, texts: [] }, tokens: 0 };
			open.set(alike, current);
			batches.push(current.batch);
		}
		current.batch.texts.push({ text, tokens, from });
		current.tokens += tokens;
	});
	return batches;
}

/** Texts whose vectors fit into one answer. */
function textsPerAnswer({ dimensions, encoding_format }: JsonObject): number {
	const numbers = typeof dimensions === 'number' ? dimensions : longestVector;
	const bytes = encoding_format === 'base64' ? perNumber.base64 : perNumber.float;
	return Math.max(1, Math.floor(longestAnswer / (numbers * bytes)));
}
