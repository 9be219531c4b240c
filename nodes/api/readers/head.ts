import type { Failure } from '../failure';
import type { ResponseHead } from './reader';

/** The head of a reader that no answer has reached yet. */
export const noHead: ResponseHead = { status: 0, headers: {} };

/** A head for what is read out of a good answer by itself. */
export const goodHead: ResponseHead = { status: 200, headers: {} };

/** The request ID that an answer carries in its headers, or null. */
export function requestId({ headers }: ResponseHead): string | null {
	return headers['x-request-id'] ?? headers['request-id'] ?? headers['x-oneapi-request-id'] ?? null;
}

/** What a failure tells of the answer's head. */
export function headFacts(head: ResponseHead): Pick<Failure, 'status' | 'request_id'> {
	return { status: head.status, request_id: requestId(head) };
}

/** The type that an answer claims for its body, without parameters; undefined when it claims none. */
export function contentType({ headers }: ResponseHead): string | undefined {
	const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
	return type === '' ? undefined : type;
}
