import { neverArrived } from '../arrival';
import type { Failure, FailureKind } from '../failure';
import type { RetryAndTimeouts } from '../limits';
import { isQuotaOfModel } from '../refusal/quotaOfModel';

/** What of the user's settings decides whether a further model is asked. */
export type FallbackTerms = Pick<RetryAndTimeouts, 'retryTimeouts'>;

const always = () => true;
const never = () => false;

/** One row a kind: whether a model that failed so is followed by the next one. */
const reasons: Readonly<Record<FailureKind, (why: Failure, terms: FallbackTerms) => boolean>> = {
	notFound: always,
	quota: (why) => why.isOfModel ?? isQuotaOfModel(why),
	rateLimit: always,
	contentFilter: always,
	server: always,
	// A gateway that cannot be reached has none of its models to offer.
	network: (why) => !neverArrived(why),
	// What came whole and could not be understood may be paid for; what broke was sent again in vain.
	malformed: ({ retryable }) => retryable,
	// A status is the gateway's word. What our own clocks ended may be answered, and charged, without us.
	timeout: ({ status }, { retryTimeouts }) => status !== null || retryTimeouts,
	// Another model would be refused in the same way, or would not mend it.
	input: never,
	auth: never,
	badRequest: never,
	truncated: never,
	invalidOutput: never,
	budget: never,
	cancelled: never,
};

/** Whether the next model is asked when one has failed, after all its attempts and waits. */
export function asksNext(why: Failure, terms: FallbackTerms): boolean {
	return reasons[why.kind](why, terms);
}
