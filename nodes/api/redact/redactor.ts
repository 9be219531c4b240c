import { isObject } from '../json';
import { maskBytes } from './bytes';
import { RedactedPieces } from './pieces';
import { Secrets, type Known } from './secrets';

/** Deepest nesting that is searched; what lies deeper does not come from parsed JSON, and is left out. */
const deepest = 220;

/**
 * Shortest key that is taken out of answers: shorter ones are the dummy keys of local gateways, such as
 * `lm-studio`, and a model may say such a word.
 */
const shortestInAnswer = 16;

/** Takes the secrets of a credential out of all that leaves the node. */
export class Redactor {
	// Whoever prints or stores what has a redactor in it must not get the secrets with it.
	readonly #inAnswers: Secrets;
	readonly #inMessages: Secrets;

	/** @param known the key, and what of the additional headers can be a secret */
	constructor(known: Known) {
		const isDummy = known.key.length < shortestInAnswer;
		this.#inMessages = new Secrets(known);
		this.#inAnswers = isDummy ? new Secrets({ ...known, key: '' }) : this.#inMessages;
	}

	/** An answer without them: every string in it, and every name of a member. The value itself when there are none. */
	answer<T>(value: T): T {
		return clean(value, this.#inAnswers, 0) as T;
	}

	/** A failure or a hint without them. */
	message<T>(value: T): T {
		return clean(value, this.#inMessages, 0) as T;
	}

	/** Passes on an answer that comes in pieces; a secret may begin in one and end in another. */
	pieces(passOn: (text: string) => void): RedactedPieces {
		return new RedactedPieces(this.#inAnswers, passOn);
	}

	/** A file without them; the very same bytes when there are none. */
	file(bytes: Uint8Array): Uint8Array {
		return maskBytes(bytes, this.#inAnswers);
	}
}

/** Where there is no credential yet, there is nothing to hide. */
export const nothingToHide = new Redactor({ key: '' });

function clean(value: unknown, secrets: Secrets, depth: number): unknown {
	if (typeof value === 'string') return secrets.redact(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > deepest) return undefined;
	if (Array.isArray(value)) {
		const members = value.map((member) => clean(member, secrets, depth + 1));
		return members.some((member, position) => member !== value[position]) ? members : value;
	}
	if (!isObject(value)) return value;
	let changed = false;
	const entries = Object.entries(value).map(([name, member]) => {
		const cleaned: [string, unknown] = [secrets.redact(name), clean(member, secrets, depth + 1)];
		changed ||= cleaned[0] !== name || cleaned[1] !== member;
		return cleaned;
	});
	return changed ? Object.fromEntries(entries) : value;
}
