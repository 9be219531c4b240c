import type { Adaptation } from '../adaptation';
import type { Call } from '../call';
import { refusalSays } from '../chat/refusalWords';
import { isObject, type JsonObject, without } from '../json';
import { bodyEvents } from '../readers/bodyEvents';
import { eventReader } from '../readers/eventStream';
import { jsonReader, listAsData } from '../readers/json';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import type { Reading, ResponseHead } from '../readers/reader';
import { unusable } from '../readers/unusable';
import { estimateTokens } from '../usage/estimate';
import { mostTokensOfPrompt } from '../usage/mostTokens';
import { spent, usageIn } from '../usage/usage';
import { numberMembers, orderByText } from './orderByText';
import { vectorMembers, vectorOf } from './vector';
import { isVectorText, rowsIn } from './vectorRows';

/** One text's vector, and the members that the gateway sent beside it. */
export interface TextEmbedding {
	vector: number[];
	rest: JsonObject;
}

/** The answer to a batch of texts. */
export interface Embeddings {
	/** In the order of the texts. */
	rows: TextEmbedding[];
	/** As the gateway names it, or null. */
	model: string | null;
	/** Token usage of the whole request as sent, or null. */
	usage: JsonObject | null;
}

/** How vectors travel does not matter to who gets them: they are read in any form. */
const noEncodingFormat: Adaptation = {
	name: 'noEncodingFormat',
	hint: 'This gateway does not take the encoding format of vectors that was asked for; the node leaves it out.',
	applies: (body) => body.encoding_format !== undefined,
	fits: refusalSays(/encoding_format|base64/i),
	change: (body) => without(body, 'encoding_format'),
};

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
		mostTokens: mostTokensOfPrompt,
		adaptations: [noEncodingFormat],
		reader: () => {
			const interpret = (body: JsonObject, head: ResponseHead) =>
				readEmbeddings(body, head, texts.length);
			return jsonOrEventStreamReader(jsonReader(interpret, { ofList: listAsData }), (head) =>
				eventReader(head, bodyEvents(head, interpret)),
			);
		},
	};
}

const advice =
	'The answer is not what OpenAI documents for /v1/embeddings. Check that the model makes embeddings, or set Batch Size to 1.';

/**
 * Reads the answer: as many vectors as texts were sent, wherever they stand in it, in the order of the texts.
 * Anything else is `malformed`, with the usage that was paid.
 */
export function readEmbeddings(
	body: JsonObject,
	head: ResponseHead,
	count: number,
): Reading<Embeddings> {
	const usage = usageIn(body);
	const failed = (message: string): Reading<Embeddings> => ({
		failure: unusable(head, message, { description: advice, ...spent(usage) }),
	});
	const data = rowsIn(body);
	if (data === undefined) return failed('The gateway answered without vectors');
	if (data.length !== count) {
		return failed(`The answer has the wrong number of vectors: ${data.length} for ${count} texts`);
	}
	const ordered = orderByText(data);
	if (ordered === undefined)
		return failed('The gateway numbered the vectors of its answer wrongly');
	const rows = ordered.map(readRow);
	if (!rows.every((row) => row !== undefined)) {
		return failed('The gateway answered with a vector that does not consist of numbers');
	}
	return {
		value: { rows, model: typeof body.model === 'string' ? body.model : null, usage },
		usage,
	};
}

function readRow(row: unknown): TextEmbedding | undefined {
	const vector = typeof row === 'string' && !isVectorText(row) ? undefined : vectorOf(row);
	if (vector === undefined) return undefined;
	const known = [...vectorMembers, ...numberMembers, 'object', 'error'];
	return { vector, rest: isObject(row) ? without(row, ...known) : {} };
}
