import type { Adaptation } from '../adaptation';
import type { Failure } from '../failure';
import type { JsonObject } from '../json';
import { hasPassBack, withoutPassBack } from './passBack';
import { notAccepted, refusalWords } from './refusalWords';

/** Members of messages that only some gateways know (`passBack.ts`), as refusals name them. */
const thoughts =
	/reasoning_(content|details|text|opaque)|thinking_blocks|extra_content|provider_specific_fields|thought[ _]?signature|encrypted_content|[`'".]reasoning\b[`'"]|signature.{0,20}thinking/i;

/** The gateway does not want them, or cannot read them: signed for another account, or changed on the way. */
const unreadable = /remove|corrupted|not valid|invalid.{0,20}(signature|content)|could not be/i;

/** Words of the contrary: the gateway wants them and they are missing. */
const wantedBack =
	/missing|must be (passed|sent|preserved|provided|included)|\brequires?\b|required/i;

function refusesThoughts(failure: Failure): boolean {
	const words = refusalWords(failure) ?? '';
	if (!thoughts.test(words) || wantedBack.test(words)) return false;
	return notAccepted.test(words) || unreadable.test(words);
}

function messagesOf({ messages }: JsonObject): unknown[] {
	return Array.isArray(messages) ? messages : [];
}

/** Leaves the thoughts of earlier answers out of the conversation, where a gateway does not take them back. */
export const noThoughts: Adaptation = {
	name: 'noThoughts',
	hint: 'This gateway does not take back the thoughts of its models; the node leaves them out of the messages.',
	applies: (body) => messagesOf(body).some(hasPassBack),
	fits: refusesThoughts,
	change: (body) => ({ ...body, messages: messagesOf(body).map(withoutPassBack) }),
};
