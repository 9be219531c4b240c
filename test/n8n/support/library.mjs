/** A gateway with a hidden limit that embeds, ranks and answers by rule, and the nodes of a vector store on it. */
import { hashedWords } from '../../../tools/gateway/embeddings/hashedWords.mjs';
import { sharedWords } from '../../../tools/gateway/rerank/sharedWords.mjs';
import { aiNode } from './cluster.mjs';
import { startServer } from './server.mjs';

/** Requests that are let through at once, and in each second after that. */
const most = 4;

/** The vector of a text as it was asked for. */
function vectorFor(text, format) {
	const vector = hashedWords(text, 64);
	return format === 'base64'
		? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
		: vector;
}

const answers = {
	'/v1/embeddings': ({ model, input, encoding_format }) => ({
		object: 'list',
		model,
		data: input.map((text, index) => ({
			object: 'embedding',
			index,
			embedding: vectorFor(text, encoding_format),
		})),
		usage: { prompt_tokens: input.length, total_tokens: input.length },
	}),
	'/v1/rerank': ({ model, query, documents, top_n }) => ({
		model,
		results: documents
			.map((text, index) => ({ index, relevance_score: sharedWords(query, text) }))
			.sort((one, other) => other.relevance_score - one.relevance_score)
			.slice(0, top_n),
		usage: { prompt_tokens: documents.length, total_tokens: documents.length },
	}),
	// Says what it was told, so that a test sees what came from the store.
	'/v1/chat/completions': ({ model, messages }) => ({
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model,
		choices: [
			{
				index: 0,
				message: { role: 'assistant', content: JSON.stringify(messages) },
				finish_reason: 'stop',
			},
		],
		usage: { prompt_tokens: 5, completion_tokens: 5, total_tokens: 10 },
	}),
};

/**
 * Starts it. What it has let through is in `admitted`, by route; `refused` is how many it has not.
 */
export async function startLibrary() {
	const seen = { admitted: {}, refused: 0 };
	let left = most;
	let since = performance.now();
	const server = await startServer(({ url, body }) => {
		const now = performance.now();
		left = Math.min(most, left + ((now - since) / 1000) * most);
		since = now;
		if (left < 1) {
			seen.refused++;
			return { status: 429, body: { error: { message: 'Rate limit reached' } } };
		}
		left -= 1;
		(seen.admitted[url] ??= []).push(body);
		const answer = answers[url];
		return answer === undefined
			? { status: 404, body: { error: { message: `Invalid URL (POST ${url})` } } }
			: { body: answer(body) };
	});
	const reset = () => Object.assign(seen, { admitted: {}, refused: 0 });
	return { url: server.url, seen, reset };
}

/** A Simple Vector Store. @param {string} name @param {object} parameters with `mode` @param {object} [settings] */
export const vectorStore = (name, parameters, settings) =>
	aiNode(
		name,
		'vectorStoreInMemory',
		1.3,
		{ memoryKey: { __rl: true, mode: 'id', value: 'tickets' }, ...parameters },
		settings,
	);

/** Takes the text of each item for a document. */
export const loader = aiNode('Loader', 'documentDefaultDataLoader', 1.1, {
	jsonMode: 'expressionData',
	jsonData: '={{ $json.text }}',
	textSplittingMode: 'simple',
	options: {},
});
