import type { JsonObject, Reading, Sign } from '../call';
import { noFinishReason } from '../eventReader';

/**
 * What an answer shows of how its model streams: whether streams say why they ended (some gateways never do,
 * and some write `[DONE]` after any cut), and whether they tell their usage. Whole answers without usage show
 * that asking for them would not help either.
 *
 * @param sent body of the request as it went out
 */
export function streamSigns({ failure, usage }: Reading<unknown>, sent: JsonObject): Sign[] {
	const sign = (about: string, says: Sign['says']): Sign => ({
		adaptation: 'noStream',
		about,
		says,
	});
	const isStream = sent.stream === true;
	if (failure) {
		return isStream && failure.code === noFinishReason ? [sign('ending', 'needed')] : [];
	}
	const hasUsage = usage !== undefined && usage !== null;
	if (!isStream) return [sign('usage', hasUsage ? 'helped' : 'useless')];
	return [sign('ending', 'needless'), sign('usage', hasUsage ? 'needless' : 'needed')];
}
