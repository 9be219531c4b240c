import type { Reading } from '../api/readers/reader';
import { isEventStream } from '../api/readers/sse';
import { hasAnswered } from './knownHosts';
import { healthOf } from './lane/trouble/health';
import type { Permit } from './lane/queue';
import type { PendingCall, RunServices } from './pendingCall';
import type { Answer } from './transport';

/** An attempt that is over, as far as it tells whether the gateway is up. */
export interface Attempt {
	permit: Permit;
	address: string;
	/** On the clock. */
	sentAt: number;
	/** Absent: no headers came. */
	answer: Answer | undefined;
}

/**
 * Tells the lane's breaker what an attempt shows of the gateway; before the permit ends, so that nothing goes
 * which had better wait.
 *
 * @returns whether the gateway is down for everyone, so that the call waits for it rather than count its attempts
 */
export function learnTrouble(
	{ failure: why }: Reading<unknown>,
	{ permit, address, sentAt, answer }: Attempt,
	{ call, size, state }: PendingCall<unknown>,
	{ clock, random }: Pick<RunServices, 'clock' | 'random'>,
): boolean {
	if (call.lane === null || call.request.path === undefined) return false;
	const now = clock.now();
	const health = healthOf({
		why,
		answer,
		took: now - sentAt,
		isKnownHost: hasAnswered(address),
	});
	const hadGoodHead = answer !== undefined && answer.status < 300;
	if (health === 'up') state.trouble.ends(permit, sentAt, hadGoodHead && isEventStream(answer));
	if (why === undefined || (health !== 'down' && health !== 'perhapsDown')) return false;
	const mayBeOfCall = health === 'perhapsDown';
	const news = { why, call: size, mayBeOfCall, hadGoodHead, sentAt };
	return state.trouble.failed(permit, news, random(), now);
}
