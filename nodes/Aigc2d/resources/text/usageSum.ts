import type { JsonObject } from '../../../api/json';
import type { Completion } from '../../../api/chat/completion';
import type { Failed } from '../../../api/failure';
import { addUsage } from '../../../api/usage/usage';
import { keepSoFar } from '../keepSoFar';

/** Adds up what the requests of one item used. */
export class UsageSum {
	private sum: JsonObject | null | undefined;

	/** Counts an answer in. */
	add({ usage }: Completion): void {
		this.sum = this.sum === undefined ? usage : addUsage(this.sum, usage);
	}

	/** Token usage of all answers, or null when one of them had none. */
	get usage(): JsonObject | null {
		return this.sum ?? null;
	}

	/**
	 * A failure with what was paid for before it.
	 *
	 * @param text what there is of the result
	 */
	failureWithUsage(thrown: unknown, text: string): Failed {
		const joined = (own = '') => [text, own].filter((part) => part !== '').join('\n\n');
		return keepSoFar(thrown, { text: (own) => joined(own) || undefined, usage: this.usage });
	}
}
