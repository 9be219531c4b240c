import type { Call, JsonObject, Reading, ResponseHead } from './call';
import { failure, type Failure } from './failure';
import { isObject } from './json';
import { jsonReader } from './jsonReader';
import { requestId } from './refusal/refusal';
import { estimateTokens } from './tokens';
import { vectorOf } from './vector';

/** One text's vector, and the members that the gateway sent beside it. */
export interface Embedded {
	vector: number[];
	rest: JsonObject;
}

/** The answer to a batch of texts. */
export interface Embeddings {
	/** In the order of the texts. */
	rows: Embedded[];
	/** As the gateway names it, or null. */
	model: string | null;
	/** Token usage of the whole request as sent, or null. */
	usage: JsonObject | null;
}

/**
 * The vectors of several texts: POST /v1/embeddings. AIGC2D states a price for it and nothing else; the
 * request is as OpenAI documents it.
 *
 * @param members everything but the texts; `model` names the lane
 */
export function embeddingsCall(
	path: string,
	members: JsonObject,
	texts: readonly string[],
): Call<Embeddings> {
	return {
		request: { method: 'POST', path, body: { ...members, input: texts } },
		lane: String(members.model),
		repeat: 'paid',
		tokens: texts.reduce((sum, text) => sum + estimateTokens(text), 0),
		reader: () => jsonReader((body, head) => readEmbeddings(body, head, texts.length)),
	};
}

/**
 * Reads the answer: as many vectors as texts were sent, each found by its `index`; by its place where the
 * gateway numbers none of them. Anything else is `malformed`, with the usage that was paid.
 */
export function readEmbeddings(
	body: JsonObject,
	head: ResponseHead,
	count: number,
): Reading<Embeddings> {
	const usage = isObject(body.usage) ? body.usage : null;
	const unusable = (message: string): { failure: Failure } => ({
		failure: failure('malformed', {
			status: head.status,
			request_id: requestId(head),
			message,
			description:
				'The answer is not what OpenAI documents for /v1/embeddings. Check that the model makes embeddings, or set Batch Size to 1.',
			...(usage === null ? {} : { usage }),
		}),
	});
	if (!Array.isArray(body.data)) return unusable('The gateway answered without vectors');
	if (body.data.length !== count) {
		return unusable(
			`The answer has the wrong number of vectors: ${body.data.length} for ${count} texts`,
		);
	}
	const data = inOrder(body.data);
	if (data === undefined) return unusable('The gateway numbered the vectors of its answer wrongly');
	const rows = data.map(readRow);
	if (!rows.every((row) => row !== undefined)) {
		return unusable('The gateway answered with a vector that does not consist of numbers');
	}
	return {
		value: { rows, model: typeof body.model === 'string' ? body.model : null, usage },
		usage,
	};
}

function inOrder(data: readonly unknown[]): unknown[] | undefined {
	const indexes = data.map((row) => (isObject(row) ? row.index : undefined));
	if (data.length === 1 || indexes.every((index) => index === undefined)) return [...data];
	const ordered = indexes.map((_, position) => data[indexes.indexOf(position)]);
	return ordered.includes(undefined) ? undefined : ordered;
}

function readRow(row: unknown): Embedded | undefined {
	if (!isObject(row)) return undefined;
	const vector = vectorOf(row.embedding);
	if (vector === undefined) return undefined;
	const known = ['embedding', 'index', 'object', 'error'];
	const rest = Object.entries(row).filter(([name]) => !known.includes(name));
	return { vector, rest: Object.fromEntries(rest) };
}
