import type { Adaptation } from '../adaptation';
import { notAccepted, refusalSays } from '../chat/refusalWords';
import { isObject, type JsonObject, objectsIn, without } from '../json';
import { changeCacheMarks, hasCacheMark } from './promptCaching';

/** A gateway that takes texts only, and no parts, which alone can be marked. */
const wantsText = refusalSays(/\bcontent\b/i, /\bstring\b/i);
const refusesMark = refusalSays(/cache_?control|prompt[ _-]?cach/i, notAccepted);

/** What Prompt Caching puts in and a gateway refuses. */
export const cacheAdaptations: readonly Adaptation[] = [
	{
		name: 'noCacheTtl',
		hint: 'This gateway keeps no prompt for an hour; the node asks it for five minutes.',
		applies: (body) => marksIn(body).some(({ ttl }) => ttl !== undefined),
		fits: refusalSays(/\bttl\b/i, notAccepted),
		change: (body) => changeCacheMarks(body, (mark) => without(mark, 'ttl')),
	},
	{
		name: 'noCacheControl',
		hint: 'This gateway or model does not take cache_control; the node leaves Prompt Caching out.',
		applies: hasCacheMark,
		fits: (why) => refusesMark(why) || wantsText(why),
		change: (body) => changeCacheMarks(body, () => undefined),
	},
];

function marksIn({ system, messages }: JsonObject): JsonObject[] {
	const contents = [system, ...objectsIn(messages).map(({ content }) => content)];
	return contents
		.flatMap(objectsIn)
		.flatMap(({ cache_control }) => (isObject(cache_control) ? [cache_control] : []));
}
