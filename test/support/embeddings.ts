import type { Received, Responder } from './gateway';
import { sendJson } from './gateway';

/** The vector that the test gateway gives a text: its length, and the code of its first letter. */
export function vectorFor(text: string): number[] {
	return [text.length, text.charCodeAt(0) / 1000];
}

/** An answer of POST /v1/embeddings as OpenAI documents it: one token a letter. */
export function embeddingsFor(texts: readonly string[], more: object = {}) {
	const letters = texts.join('').length;
	return {
		object: 'list',
		model: 'test-embedding-001',
		data: texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorFor(text) })),
		usage: { prompt_tokens: letters, total_tokens: letters },
		...more,
	};
}

/**
 * Plays a gateway that makes vectors.
 *
 * @param refused what it does with a batch in which a text is; undefined: it takes the batch
 */
export function embedder(
	refused: (text: string) => { status: number; body: object } | undefined = () => undefined,
): Responder {
	return ({ body }: Received, response) => {
		const texts = body.input as string[];
		const refusal = texts.map(refused).find((one) => one !== undefined);
		if (refusal) sendJson(response, refusal.body, refusal.status);
		else sendJson(response, embeddingsFor(texts));
	};
}
