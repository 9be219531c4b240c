import type { JsonObject } from '../json';

/** What a model may be for: a route of the service. */
export type Use =
	| 'chat'
	| 'completions'
	| 'messages'
	| 'images'
	| 'embeddings'
	| 'speech'
	| 'transcriptions'
	| 'translations';

/**
 * The words of New API for them, in the member `supported_endpoint_types` of a model (`aigc2d-api.md`
 * §2.19; New API, `constant/endpoint_type.go`). It has none of its own for sound and for the old
 * completions: such models count as `openai` there.
 */
const endpointTypes: Readonly<Record<Use, string>> = {
	chat: 'openai',
	completions: 'openai',
	messages: 'anthropic',
	images: 'image-generation',
	embeddings: 'embeddings',
	speech: 'openai',
	transcriptions: 'openai',
	translations: 'openai',
};

/** Whether a gateway says that a model is for a use. A model of which it says nothing is. */
export function isFor(use: Use, { supported_endpoint_types: sent }: JsonObject): boolean {
	const types = (Array.isArray(sent) ? sent : String(sent ?? '').split(','))
		.map((type) => String(type).trim().toLowerCase().replaceAll('_', '-'))
		.filter((type) => type !== '');
	return types.length === 0 || types.includes(endpointTypes[use]);
}
