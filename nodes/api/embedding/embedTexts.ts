import type { Send } from '../call';
import { failureOf, type Failure } from '../failure';
import { isObject, type JsonObject } from '../json';
import { shareUsage } from '../usage/shareUsage';
import { batchesOf, type Batch, type TextRequest } from './batches';
import { embeddingsCall, type Embeddings, type TextEmbedding } from './embeddings';

const tooLarge =
	'The gateway refused whole batches of embeddings, and took them in smaller parts. A smaller Batch Size saves requests.';

/** What became of a text: its vector with its part of the usage, or why there is none. */
export type EmbeddedText = {
	/** Position of the text. */
	from: number;
} & (
	| (TextEmbedding & { model: string | null; usage: JsonObject | null; failure?: undefined })
	| { failure: Failure }
);

/** What the requests are sent with. */
interface Sending {
	send: Send;
	/** Tells the user something about the run; the same sentence is shown once. */
	hint(sentence: string): void;
}

/**
 * Gets the vectors of texts, many in one request and all requests at once. One text that is refused fails alone. Texts
 * that differ in nothing else come back in their order.
 *
 * @param most texts of one request
 */
export async function embedTexts(
	requests: readonly TextRequest[],
	sending: Sending,
	most?: number,
): Promise<EmbeddedText[]> {
	const batches = batchesOf(requests, most);
	return (await Promise.all(batches.map((batch) => embed(batch, sending)))).flat();
}

/**
 * Gets the vectors of a batch. One that is refused because of what is in it is halved until the text that
 * is refused stands alone.
 */
async function embed(batch: Batch, sending: Sending): Promise<EmbeddedText[]> {
	const { path, members, texts } = batch;
	try {
		const call = embeddingsCall(
			path,
			members,
			texts.map(({ text }) => text),
		);
		return embedded(batch, await sending.send(call));
	} catch (thrown) {
		const why = failureOf(thrown);
		// Of a batch that is too dear as a whole a part may be affordable.
		const isDivisible = why.kind === 'budget' || isAboutOneText(why, members);
		if (texts.length === 1 || !isDivisible) return failed(batch, why);
		const middle = Math.ceil(texts.length / 2);
		const halves = [texts.slice(0, middle), texts.slice(middle)];
		const parts = await Promise.all(
			halves.map((half) => embed({ path, members, texts: half }, sending)),
		);
		// No text was to blame, so it was the number of them, or their length together.
		const isByNumber = why.kind !== 'budget' && !parts.flat().some((part) => part.failure);
		if (isByNumber) sending.hint(tooLarge);
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

function embedded({ texts }: Batch, { rows, model, usage }: Embeddings): EmbeddedText[] {
	const shares = sharesOf(texts, usage);
	return rows.map((row, position) => ({
		...row,
		model,
		usage: shares[position] ?? null,
		from: texts[position]?.from ?? 0,
	}));
}

function failed({ texts }: Batch, why: Failure): EmbeddedText[] {
	const shares = sharesOf(texts, isObject(why.usage) ? why.usage : null);
	return texts.map(({ from }, position) => {
		const usage = shares[position];
		return { failure: usage ? { ...why, usage } : why, from };
	});
}

function sharesOf(texts: Batch['texts'], usage: JsonObject | null): Array<JsonObject | null> {
	return shareUsage(
		usage,
		texts.map(({ tokens }) => tokens),
	);
}
