import type { EmbeddedText } from '../api/embedding/embedTexts';
import { Failed, failure, type Failure } from '../api/failure';
import type { JsonObject } from '../api/json';
import { addUsage } from '../api/usage/usage';

/** Vectors of all texts that were asked for together. */
export interface Vectors {
	/** In the order of the texts. */
	vectors: number[][];
	/** As the gateway names it, or null. */
	model: string | null;
	/** Of all their requests, or null. */
	usage: JsonObject | null;
}

/**
 * The vectors of all texts. A vector store wants all of them or none.
 *
 * @param embedded in the order of the texts
 * @throws Failed with the first text that failed; where others did not, with its number
 */
export function allVectors(embedded: readonly EmbeddedText[]): Vectors {
	const vectors: number[][] = [];
	let model: string | null = null;
	let usage: JsonObject | null | undefined;
	for (const text of embedded) {
		if (text.failure) throw new Failed(withNumber(text.failure, text.from, embedded));
		vectors.push(text.vector);
		model ??= text.model;
		usage = usage === undefined ? text.usage : addUsage(usage, text.usage);
	}
	return { vectors, model, usage: usage ?? null };
}

/** What is wrong with one text is told with its number; what is wrong with all of them, without. */
function withNumber(why: Failure, from: number, all: readonly EmbeddedText[]): Failure {
	const isOfText = why.kind === 'badRequest' || why.kind === 'contentFilter';
	if (!isOfText || all.every(({ failure: other }) => other)) return why;
	return { ...why, message: `Document ${from + 1} of ${all.length}: ${why.message}` };
}

/** Sees to it that all vectors of a model have one length: a store cannot compare any others. */
export class VectorLength {
	private known: number | undefined;

	/** @throws Failed (`malformed`) when a vector is longer or shorter than those before it */
	check({ vectors, usage }: Vectors): void {
		for (const [position, { length }] of vectors.entries()) {
			this.known ??= length;
			if (length !== this.known) throw new Failed(otherLength(position, length, this.known, usage));
		}
	}
}

function otherLength(
	position: number,
	length: number,
	known: number,
	usage: JsonObject | null,
): Failure {
	return failure('malformed', {
		field: 'Model',
		message: `The vector of text ${position + 1} has ${length} numbers, and those before it have ${known}`,
		description:
			'A vector store cannot hold both. The gateway may have different models under this name: choose another in Model, or set Dimensions.',
		retryable: false,
		...(usage === null ? {} : { usage }),
	});
}
