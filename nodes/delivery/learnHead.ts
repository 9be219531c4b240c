import { hostOf } from '../api/baseUrl';
import { isEventStream } from '../api/readers/sse';
import { answeredFrom } from './knownHosts';
import type { SentRequest } from './pendingCall';
import type { Answer } from './transport';

/** Tells lane and tally what the headers of an answer show, long before its end. */
export function learnHead(
	answer: Answer,
	{ pending, services, permit, address, sentAt }: SentRequest,
): void {
	const { call, form, size, state, tally } = pending;
	const { url } = call.request;
	const now = services.clock.now();
	tally.answer(hostOf(url ?? address));
	if (url === undefined) answeredFrom(address);
	if (answer.status >= 300) return;
	const isStream = isEventStream(answer);
	state.doubt.answering(permit, size, now);
	if (isStream) state.trouble.begun(permit, sentAt);
	if (isStream) form.begun(now);
	if (state.refusesLate) return;
	// Any other body may still turn out to be a refusal.
	if (isStream) state.dayLimit.admitted(sentAt);
	permit.admitted();
}
