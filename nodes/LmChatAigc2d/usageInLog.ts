import { isObject } from '../api/json';

/** What n8n's log of a model is given. */
interface Usage {
	promptTokens: number;
	completionTokens: number;
	totalTokens: number;
}

interface Tracing {
	options: { tokensUsageParser: (result: unknown) => Usage };
}

/** Puts the usage of a streamed answer where the log looks: into the last chunk. */
export function withUsage(chunk: unknown): unknown {
	if (!isObject(chunk) || !isObject(chunk.message)) return chunk;
	const { usage_metadata: usage } = chunk.message;
	if (isObject(usage)) {
		const info = isObject(chunk.generationInfo) ? chunk.generationInfo : {};
		chunk.generationInfo = { ...info, usage };
	}
	return chunk;
}

/** Makes n8n's log read it there; otherwise it would estimate. */
export function readUsageOfStreams(callback: unknown): void {
	const { options } = (callback ?? {}) as Partial<Tracing>;
	const parse = options?.tokensUsageParser;
	if (options === undefined || typeof parse !== 'function') return;
	options.tokensUsageParser = (result) => {
		const known = parse(result);
		return known.completionTokens > 0 ? known : (usageIn(result) ?? known);
	};
}

function usageIn(result: unknown): Usage | undefined {
	const { generations } = (result ?? {}) as {
		generations?: Array<Array<{ generationInfo?: { usage?: { [name: string]: number } } }>>;
	};
	const usage = generations?.[0]?.[0]?.generationInfo?.usage;
	if (usage === undefined) return undefined;
	const { input_tokens: promptTokens = 0, output_tokens: completionTokens = 0 } = usage;
	return { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens };
}
