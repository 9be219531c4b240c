import { failure, type Failure } from '../failure';
import { headFacts } from './head';
import type { ResponseHead } from './reader';

/**
 * The failure of an answer that came whole and does not hold what was asked for. It would come the same again, so it
 * is not retryable.
 *
 * @param message what it holds instead
 */
export function unusable(
	head: ResponseHead,
	message: string,
	facts: Partial<Omit<Failure, 'kind'>> = {},
): Failure {
	return failure('malformed', { ...headFacts(head), message, retryable: false, ...facts });
}
