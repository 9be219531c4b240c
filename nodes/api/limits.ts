/** Limits that hold for a whole run; read once, from its first item. */
export interface RunLimits {
	/** Items worked on, and requests in flight, at the same time. */
	maxConcurrency: number;
	/** Requests a minute that the key allows, as the user states it; undefined: to be found out. */
	requestsPerMinute?: number;
	/** Tokens a minute that the key allows, as the user states it; undefined: to be found out. */
	tokensPerMinute?: number;
	/** Tokens that the run may use; undefined: no limit. */
	tokenBudget?: number;
	/** What the run may cost, in the unit of the credential's prices; undefined: no limit. */
	costBudget?: number;
	/**
	 * Minutes to wait for a limit of the gateway that is not lifted; undefined: the user set nothing, which is not the
	 * same as setting the default.
	 */
	maxRateLimitWait?: number;
	/** Send identical requests of the run once. */
	deduplicate: boolean;
}

/** How often and how long the requests of one item are tried. Times in seconds. */
export interface RetryAndTimeouts {
	/** Attempts of one request, the first included; waiting for a rate limit is none. */
	maxAttempts: number;
	/** Send again after a time-out, although the first attempt may have been charged. */
	retryTimeouts: boolean;
	/**
	 * Until the first byte of an answer. Undefined: {@link defaultFirstByteTimeout} for one that is streamed, and the total
	 * for one that comes whole, because it begins only when all of it is made.
	 */
	firstByteTimeout?: number;
	/** Between two pieces of an answer. */
	idleTimeout: number;
	/** From sending to the last byte of one attempt. */
	totalTimeout: number;
}

export const defaultRunLimits: RunLimits = { maxConcurrency: 64, deduplicate: false };

/** Until the first byte of a streamed answer, in seconds: reasoning models think for minutes before it. */
export const defaultFirstByteTimeout = 600;

/** Minutes that a run waits for a limit where the user does not say. */
export const defaultMaxRateLimitWait = 10;

export const defaultRetryAndTimeouts: RetryAndTimeouts = {
	maxAttempts: 5,
	retryTimeouts: false,
	idleTimeout: 90,
	totalTimeout: 3600,
};
