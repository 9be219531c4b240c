import type { Sign } from '../adaptation';
import type { JsonObject } from '../json';
import type { Reading } from '../readers/reader';

/**
 * Whether streams of a model tell their usage, as far as an answer shows it. A whole answer without usage shows that
 * asking for whole answers would not help either.
 *
 * @param sent body of the request as it went out
 */
export function streamSigns({ failure, usage }: Reading<unknown>, sent: JsonObject): Sign[] {
	if (failure) return [];
	const hasUsage = usage !== undefined && usage !== null;
	const says =
		sent.stream === true ? (hasUsage ? 'needless' : 'needed') : hasUsage ? 'helped' : 'useless';
	return [{ adaptation: 'noStream', about: 'usage', says }];
}
