import type { ResponseHead } from '../readers/reader';

/** The request id that an answer carries in its headers, or null. */
export function requestId({ headers }: ResponseHead): string | null {
	return headers['x-request-id'] ?? headers['request-id'] ?? headers['x-oneapi-request-id'] ?? null;
}

/** one-api writes it into the message: `… (request id: 2026…)`. */
export function idInWords(words: string | null): string | null {
	return words?.match(/request id:\s*([\w-]+)/i)?.[1] ?? null;
}
