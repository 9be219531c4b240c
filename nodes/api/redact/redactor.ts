import type { InSlices } from '../slices';
import { maskBytes } from './bytes';
import { cleanInSlices } from './cleanInSlices';
import { clean } from './clean';
import { RedactedPieces } from './pieces';
import { Secrets, type Known } from './secrets';

/**
 * Shortest key that is taken out of answers: shorter ones are the dummy keys of local gateways, such as
 * `lm-studio`, and a model may say such a word.
 */
const shortestInAnswer = 16;

/** Takes the secrets of a credential out of all that leaves the node. */
export class Redactor {
	// Whoever prints or stores what has a redactor in it must not get the secrets with it.
	readonly #known: Known;
	readonly #inAnswers: Secrets;
	readonly #inMessages: Secrets;

	/** @param known the key, and what of the additional headers can be a secret */
	constructor(known: Known) {
		this.#known = known;
		const isDummy = known.key.length < shortestInAnswer;
		this.#inMessages = new Secrets(known);
		this.#inAnswers = isDummy ? new Secrets({ ...known, key: '' }) : this.#inMessages;
	}

	/** One that takes further values out, as it does those of headers; itself where there are none. */
	with(values: readonly string[]): Redactor {
		if (values.length === 0) return this;
		const { headers = [] } = this.#known;
		return new Redactor({ ...this.#known, headers: [...headers, ...values] });
	}

	/** An answer without them: every string in it, and every name of a member. The value itself when there are none. */
	answer<T>(value: T): T {
		return clean(value, this.#inAnswers, 0) as T;
	}

	/** The same for a large answer, in slices. */
	answerInSlices<T>(value: T): InSlices<T> {
		return cleanInSlices(value, this.#inAnswers) as InSlices<T>;
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
