import { defined } from '../../api/defined';
import { Failed, failureOf } from '../../api/failure';
import { isObject, type JsonObject } from '../../api/json';
import { addUsage, spent } from '../../api/usage/usage';

/** What there was of a result before a request failed. */
export interface SoFar {
	/**
	 * The text of the failed item; undefined: that of the failed answer alone.
	 *
	 * @param own text of the answer that failed, where there is any
	 */
	text: (own: string | undefined) => string | undefined;
	/** Token usage of the requests before; null when it is not known. */
	usage: JsonObject | null;
}

/** The failure of a request, with what was made and paid for before it: a failed item must not lose that. */
export function keepSoFar(thrown: unknown, { text, usage }: SoFar): Failed {
	const why = failureOf(thrown);
	// A failure without usage was most likely free; what the requests before it cost is known.
	const own = isObject(why.usage) ? why.usage : null;
	const sum = usage && own ? addUsage(usage, own) : (usage ?? own);
	return new Failed({ ...why, ...defined({ text: text(why.text) }), ...spent(sum) });
}
