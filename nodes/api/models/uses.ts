/** What a model may be for: a route of the service. */
export type Use =
	| 'chat'
	| 'completions'
	| 'messages'
	| 'images'
	| 'embeddings'
	| 'rerank'
	| 'speech'
	| 'transcriptions'
	| 'translations';

/**
 * New API's words for them, in the member `supported_endpoint_types` of a model (New API,
 * `constant/endpoint_type.go`; seen in next.aigc2d.com/api/pricing). It has none for audio and for the old
 * completions: such models count as `openai` there, so that only their names tell.
 */
const endpointTypes: { readonly [use in Use]?: readonly string[] } = {
	chat: ['openai', 'openai-response'],
	messages: ['anthropic'],
	images: ['image-generation'],
	embeddings: ['embeddings'],
	rerank: ['jina-rerank'],
};

/**
 * What names of models tell of their use, the first that fits; a name that tells nothing is that of a chat model. For
 * some there is no use here: films, moderation, calls.
 */
const names: ReadonlyArray<[name: RegExp, uses: readonly Use[]]> = [
	[/rerank/i, ['rerank']],
	[/moderation|realtime|video|sora|veo-?\d|kling|vidu|hailuo|runway|suno/i, []],
	[/embed|\bbge-|\bgte-|\be5-|\bm3e\b|text-(similarity|search)-/i, ['embeddings']],
	[/whisper/i, ['transcriptions', 'translations']],
	[/transcri|\basr\b|speech-?to-?text|sensevoice|paraformer/i, ['transcriptions']],
	[/\btts\b|text-?to-?speech|\bspeech-\d|cosyvoice|eleven|kokoro/i, ['speech']],
	[
		/image|dall-?e|flux|stable-?diffusion|sdxl|\bsd-?3|midjourney|\bmj[-_]|seedream|ideogram|recraft|kolors|cogview|banana/i,
		['images'],
	],
	[/gpt-3\.5-turbo-instruct|^(text-|code-)?(davinci|curie|babbage|ada)\b/i, ['completions']],
	[/claude/i, ['chat', 'messages']],
];

/** What is known of a model. */
interface KnownModel {
	id: string;
	/** As the gateway sends it. */
	supported_endpoint_types?: unknown;
}

/**
 * Whether a model is for a use: as the gateway says, and where it says nothing of that, as its name tells. A name that is
 * not that of a chat model counts for more than New API's word for chat, which is also that of all the rest.
 */
export function isFor(use: Use, { id, supported_endpoint_types: sent }: KnownModel): boolean {
	const types = endpointTypesOf(sent);
	const wanted = endpointTypes[use];
	const named = names.find(([name]) => name.test(id))?.[1] ?? ['chat'];
	const isSaid = wanted !== undefined && types.length > 0;
	const isListed = isSaid && wanted.some((type) => types.includes(type));
	if (isSaid && use !== 'chat') return isListed;
	return named.includes(use) && (!isSaid || isListed);
}

/** The words of `supported_endpoint_types`, in one spelling; none where it is absent. */
export function endpointTypesOf(sent: unknown): string[] {
	return (Array.isArray(sent) ? sent : String(sent ?? '').split(','))
		.map((type) => String(type).trim().toLowerCase().replaceAll('_', '-'))
		.filter((type) => type !== '');
}
