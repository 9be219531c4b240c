import type { Send } from '../call';
import { failureOf, type Failure } from '../failure';
import { isObject, type JsonObject } from '../json';
import type { FailedOutput, Output } from '../output';
import { estimateTokens } from '../usage/estimate';
import { shareUsage } from '../usage/shareUsage';
import { embeddingsCall, type Embeddings } from './embeddings';

/** What batches are sent with. */
interface Sending {
	send: Send;
	/** Tells the user something about the run; the same sentence is shown once. */
	hint(sentence: string): void;
}

/** Most tokens of one request, by estimate: OpenAI takes 300 000. */
const mostTokens = 300_000;

/** Longest answer that is asked for, in bytes: of one that is longer than 64 MB nothing could be used. */
const longestAnswer = 60_000_000;
/** Numbers of the longest vectors that are usual. */
const longestVector = 4096;
/** Bytes of a number, at most. */
const perNumber = { float: 22, base64: 6 };

const tooLarge =
	'The gateway refused whole batches of embeddings, and took them in smaller parts. A smaller Batch Size saves requests.';

/** What an item wants: the vector of its text, with everything else that is sent for it. */
export interface TextRequest {
	text: string;
	path: string;
	members: JsonObject;
}

/** Texts of one request. */
interface Batch {
	path: string;
	members: JsonObject;
	texts: Array<{ text: string; tokens: number; from: number }>;
}

/**
 * The requests for the items of a unit: one for all that differ only in their text, more where the texts
 * or their vectors together are too long for one.
 */
export function requestsFor(jobs: readonly TextRequest[]): Batch[] {
	const batches: Batch[] = [];
	const open = new Map<string, { batch: Batch; tokens: number }>();
	jobs.forEach(({ text, path, members }, from) => {
		const alike = JSON.stringify([path, members]);
		const tokens = estimateTokens(text);
		let current = open.get(alike);
		const isFull = current && current.batch.texts.length >= textsPerAnswer(members);
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

/**
 * Gets the vectors of a batch. One that is refused because of what is in it is halved until the text that
 * is refused stands alone; only its item is lost.
 */
export async function embed(
	batch: Batch,
	context: Sending,
): Promise<Array<Output | FailedOutput>> {
	const { path, members, texts } = batch;
	try {
		const call = embeddingsCall(
			path,
			members,
			texts.map(({ text }) => text),
		);
		return outputs(batch, await context.send(call));
	} catch (thrown) {
		const why = failureOf(thrown);
		// Of a batch that is too dear as a whole a part may be affordable.
		const isDivisible = why.kind === 'budget' || isAboutOneText(why, members);
		if (texts.length === 1 || !isDivisible) return failedOutputs(batch, why);
		const middle = Math.ceil(texts.length / 2);
		const halves = [texts.slice(0, middle), texts.slice(middle)];
		const parts = await Promise.all(
			halves.map((half) => embed({ path, members, texts: half }, context)),
		);
		// No text was to blame, so it was the number of them, or their length together.
		const isByNumber = why.kind !== 'budget' && !parts.flat().some((part) => 'failure' in part);
		if (isByNumber) context.hint(tooLarge);
		return parts.flat();
	}
}

/** Whether a smaller batch may succeed. What is said about a member that all texts share holds for all. */
function isAboutOneText({ kind, message }: Failure, members: JsonObject): boolean {
	if (kind !== 'badRequest' && kind !== 'contentFilter') return false;
	const shared = Object.keys(members).filter((name) => name !== 'model' && name !== 'user');
	const words = message.split(/\W+/);
	return !shared.some((name) => words.includes(name));
}

function outputs({ texts }: Batch, { rows, model, usage }: Embeddings): Output[] {
	const shares = shareUsage(
		usage,
		texts.map(({ tokens }) => tokens),
	);
	return rows.map(({ vector, rest }, position) => ({
		json: { ...rest, embedding: vector, model, usage: shares[position] ?? null },
		from: texts[position]?.from ?? 0,
	}));
}

function failedOutputs({ texts }: Batch, why: Failure): FailedOutput[] {
	const shares = shareUsage(
		isObject(why.usage) ? why.usage : null,
		texts.map(({ tokens }) => tokens),
	);
	return texts.map(({ from }, position) => {
		const usage = shares[position];
		return { failure: usage ? { ...why, usage } : why, from };
	});
}
