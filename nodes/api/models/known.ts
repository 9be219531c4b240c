import type { Use } from './uses';

/** Names of models that are known without asking, with what they are for. */
interface KnownModels {
	/** How they are known, as a list shows it. */
	mark: string;
	uses: readonly Use[];
	ids: readonly string[];
}

const documented = 'documented by AIGC2D';
const usual = 'usual today';

/**
 * What AIGC2D's pages name (docs.aigc2d.com and aigc2d-doc.apifox.cn, 2023), and what clients of its hosts and of
 * gateways like it send in 2026.
 */
export const knownModels: readonly KnownModels[] = [
	{
		mark: documented,
		uses: ['chat'],
		ids: [
			'gpt-4',
			'gpt-4-0314',
			'gpt-4-0613',
			'gpt-4-32k',
			'gpt-4-1106-preview',
			'gpt-3.5-turbo',
			'gpt-3.5-turbo-0301',
			'gpt-3.5-turbo-0613',
			'gpt-3.5-turbo-1106',
			'gpt-3.5-turbo-16k',
			'gpt-3.5-turbo-16k-0613',
			'ernie-bot',
			'ernie-bot-turbo',
			'ernie-bot-4',
			'spark-v1.5',
			'spark-v2.0',
			'spark-v3.0',
		],
	},
	{ mark: documented, uses: ['chat', 'messages'], ids: ['claude-2', 'claude-instant-1'] },
	{
		mark: documented,
		uses: ['completions'],
		ids: [
			'text-davinci-003',
			'text-davinci-002',
			'text-curie-001',
			'text-babbage-001',
			'text-ada-001',
		],
	},
	{
		mark: usual,
		uses: ['chat'],
		ids: ['gpt-4o', 'gpt-4o-mini', 'gpt-5.6-luna', 'gemini-2.5-flash', 'gemini-3.1-flash-lite'],
	},
	{ mark: usual, uses: ['completions'], ids: ['gpt-3.5-turbo-instruct'] },
	{ mark: usual, uses: ['images'], ids: ['gpt-image-2', 'gpt-image-1', 'dall-e-3'] },
	{
		mark: usual,
		uses: ['embeddings'],
		ids: ['text-embedding-3-small', 'text-embedding-3-large', 'text-embedding-ada-002'],
	},
	{
		mark: usual,
		uses: ['rerank'],
		ids: ['bge-reranker-v2-m3', 'jina-reranker-v2-base-multilingual'],
	},
	{ mark: usual, uses: ['speech'], ids: ['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts'] },
	{ mark: usual, uses: ['transcriptions', 'translations'], ids: ['whisper-1'] },
	{
		mark: usual,
		uses: ['transcriptions'],
		ids: ['gpt-4o-transcribe', 'gpt-4o-mini-transcribe'],
	},
];
