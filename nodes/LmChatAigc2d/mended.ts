import { isObject } from '../api/json';
import { estimateRequest } from '../api/tokens';

/** The parts of n8n's adapter between its SDK and LangChain that are mended. */
interface Adapter {
	_generate(messages: unknown[], ...more: unknown[]): Promise<unknown>;
	_streamResponseChunks(messages: unknown[], ...more: unknown[]): AsyncIterable<unknown>;
	bindTools(tools: unknown, ...more: unknown[]): unknown;
	getNumTokens?(content: unknown): Promise<number>;
	callbacks?: unknown;
}

/**
 * n8n's adapter (@n8n/ai-utilities 0.34.1) drops pictures in the form in which Agents and chains send
 * them, the token usage of streamed answers does not reach the log, and to count the tokens of a text it
 * fetches a table from a web site, for a minute and more where there is no way out. That is put right on
 * the one instance, the way n8n itself changes models; an adapter of another make is left as it is.
 */
export function mended<T>(supplied: T): T {
	if (!isAdapter(supplied)) return supplied;
	const { _generate, _streamResponseChunks, bindTools } = supplied;
	supplied._generate = async (messages, ...more) =>
		await _generate.call(supplied, messages.map(withPictures), ...more);
	supplied._streamResponseChunks = async function* (messages, ...more) {
		const chunks = _streamResponseChunks.call(supplied, messages.map(withPictures), ...more);
		for await (const chunk of chunks) yield withUsage(chunk);
	};
	supplied.getNumTokens = async (content) => estimateRequest(content);
	supplied.bindTools = (...given) => mended(bindTools.apply(supplied, given));
	for (const tracing of Array.isArray(supplied.callbacks) ? supplied.callbacks : []) {
		readUsageOfStreams(tracing);
	}
	return supplied;
}

function isAdapter(value: unknown): value is Adapter {
	const { _generate, _streamResponseChunks, bindTools } = (value ?? {}) as Partial<Adapter>;
	return [_generate, _streamResponseChunks, bindTools].every((part) => typeof part === 'function');
}

/** A message whose pictures stand in the form that the adapter passes on. */
function withPictures(message: unknown): unknown {
	const { content } = (message ?? {}) as { content?: unknown };
	if (!Array.isArray(content) || !content.some(isPicture)) return message;
	const copy = Object.create(Object.getPrototypeOf(message) as object) as object;
	return Object.assign(copy, message, { content: content.map(toFile) });
}

function isPicture(block: unknown): boolean {
	return isObject(block) && block.type === 'image_url';
}

function toFile(block: unknown): unknown {
	if (!isObject(block) || block.type !== 'image_url') return block;
	const given = isObject(block.image_url) ? block.image_url.url : block.image_url;
	const [, mimeType, data] = /^data:([^;,]*);base64,(.*)$/s.exec(String(given)) ?? [];
	return data === undefined
		? { type: 'image', url: String(given) }
		: { type: 'image', mimeType, data };
}

/** The log reads only this part of the last chunk. */
function withUsage(chunk: unknown): unknown {
	if (!isObject(chunk) || !isObject(chunk.message)) return chunk;
	const { usage_metadata: usage } = chunk.message;
	if (isObject(usage)) {
		const info = isObject(chunk.generationInfo) ? chunk.generationInfo : {};
		chunk.generationInfo = { ...info, usage };
	}
	return chunk;
}

interface Tracing {
	options: { tokensUsageParser: (result: unknown) => { completionTokens: number } };
}

function readUsageOfStreams(callback: unknown): void {
	const { options } = (callback ?? {}) as Partial<Tracing>;
	const parse = options?.tokensUsageParser;
	if (options === undefined || typeof parse !== 'function') return;
	options.tokensUsageParser = (result) => {
		const known = parse(result);
		return known.completionTokens > 0 ? known : (usageIn(result) ?? known);
	};
}

function usageIn(result: unknown): ReturnType<Tracing['options']['tokensUsageParser']> | undefined {
	const { generations } = (result ?? {}) as {
		generations?: Array<Array<{ generationInfo?: { usage?: { [name: string]: number } } }>>;
	};
	const usage = generations?.[0]?.[0]?.generationInfo?.usage;
	if (usage === undefined) return undefined;
	const { input_tokens: promptTokens = 0, output_tokens: completionTokens = 0 } = usage;
	const totalTokens = promptTokens + completionTokens;
	return { completionTokens, ...{ promptTokens, totalTokens } };
}
