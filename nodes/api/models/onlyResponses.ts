import type { Announcement } from '../adaptation';
import type { JsonObject } from '../json';
import { toResponsesNames } from '../responses/adaptations';
import { endpointTypesOf } from './uses';

/**
 * Models that a list says answer on /v1/responses and not on the route of chats (New API:
 * `supported_endpoint_types`), with what sends their requests there. A list may have a model several times, once for each
 * channel.
 */
export function onlyResponses(models: readonly JsonObject[]): Announcement {
	const types = new Map<string, string[]>();
	for (const model of models) {
		const id = String(model.id);
		const known = types.get(id) ?? [];
		const said = endpointTypesOf(model.supported_endpoint_types);
		// Of a channel of which nothing is said, the usual route is taken to be there.
		types.set(id, [...known, ...(said.length === 0 ? ['openai'] : said)]);
	}
	const only = [...types].filter(
		([, said]) => said.includes('openai-response') && !said.includes('openai'),
	);
	return new Map(only.map(([id]) => [id, toResponsesNames]));
}
