import { isEventStream } from '../api/readers/sse';
import { hasAnswered } from './knownHosts';
import { healthOf } from './lane/trouble/health';
import type { EndedRequest } from './pendingCall';

/**
 * Tells the lane's breaker for outages what an attempt shows of the gateway; before the permit ends, as that lets the
 * next request go.
 *
 * @returns whether the gateway is down for everyone, so that the call waits for it rather than count its attempts
 */
export function learnTrouble(ended: EndedRequest): boolean {
	const { pending, services, permit, address, sentAt, reading, answer } = ended;
	const { call, size, state } = pending;
	const { failure: why } = reading;
	if (call.lane === null || call.request.path === undefined) return false;
	const now = services.clock.now();
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
	return state.trouble.failed(permit, news, services.random(), now);
}
