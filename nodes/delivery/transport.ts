import type { Request } from '../api/call';
import type { ResponseHead } from '../api/readers/reader';

/** An answer whose headers have arrived. */
export interface Answer extends ResponseHead {
	/** The bytes as they arrive; iterating rejects with `Failed` when the connection breaks. */
	body: AsyncIterable<Uint8Array>;
}

/** What puts a request on the wire: n8n's helper in the product, anything else in a test. */
export interface Transport {
	/** Roots of the gateway's addresses: the primary and, if there is one, the backup. */
	readonly addresses: readonly [string, string?];
	/**
	 * Sends the request once and resolves when the headers of the answer are in, whatever the status.
	 *
	 * @param address which of the addresses a request with a `path` goes to
	 * @param signal aborts the request and, after the headers, its body
	 * @param once whether it may arrive once only: a redirect is then followed only where the gateway says
	 *   that it has not done what was asked (307, 308)
	 * @throws Failed (`network`, `timeout`, `input`) when there is no answer
	 */
	open(request: Request, address: string, signal: AbortSignal, once: boolean): Promise<Answer>;
}
