import { isObject, type JsonObject } from '../../../api/json';
import type { Completion } from '../../../api/chat/completion';
import { Failed, failureOf } from '../../../api/failure';
import { addUsage } from '../../../api/usage/usage';

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
	 * @param counted whether the answer that failed is in the sum already
	 */
	failed(thrown: unknown, text: string, counted = false): Failed {
		const why = failureOf(thrown);
		const own = counted || !isObject(why.usage) ? null : why.usage;
		const before = this.usage;
		const usage = before && own ? addUsage(before, own) : (before ?? own);
		const all = [text, why.text ?? ''].filter((part) => part !== '').join('\n\n');
		return new Failed({
			...why,
			...(all === '' ? {} : { text: all }),
			...(usage === null ? {} : { usage }),
		});
	}
}
