import { defined } from '../api/defined';
import type { Failure } from '../api/failure';
import { shorten } from '../api/shorten';
import { weightOf } from '../api/weight';

/** Characters of a sentence, of a code, and of what there is of an answer. */
const most = { sentence: 2_000, code: 200, answer: 1_000_000 };
/** Weight of the longest usage that is shown: providers send some hundred characters. */
const longestUsage = 40_000;

/**
 * A failure of a size that n8n can show and store: a gateway may quote a whole request, and an answer that broke
 * off may have grown to 64 MB.
 */
export function bounded(failure: Failure): Failure {
	const { text, reasoning, usage } = failure;
	const isLong = usage !== undefined && weightOf(usage, longestUsage) >= longestUsage;
	return {
		...failure,
		message: shorten(failure.message, most.sentence),
		description: shorten(failure.description, most.sentence),
		code: shortCode(failure.code),
		type: shortCode(failure.type),
		request_id: shortCode(failure.request_id),
		...(isLong ? { usage: null } : {}),
		...defined({
			text: text && shorten(text, most.answer),
			reasoning: reasoning && shorten(reasoning, most.answer),
		}),
	};
}

function shortCode(code: string | null): string | null {
	return code && shorten(code, most.code);
}
