import { defined } from '../api/defined';
import { isObject } from '../api/json';
import type { CarriedData } from './carried';

/** What n8n's log of a model is given. */
interface Usage {
	promptTokens: number;
	completionTokens: number;
	totalTokens: number;
	/** In the unit of the prices; n8n puts it into its traces. */
	cost?: number;
}

interface Tracing {
	options: { tokensUsageParser: (result: unknown) => Usage };
}

/** What stands beside an answer, where the log shows it. */
interface Info {
	usage?: { [name: string]: number };
	cost?: { amount: number } | null;
}

/** Puts the usage of a streamed answer, and its cost, where the log looks: into the last chunk. */
export function withUsage(chunk: unknown, beside: CarriedData): unknown {
	if (!isObject(chunk) || !isObject(chunk.message)) return chunk;
	const { usage_metadata: usage } = chunk.message;
	if (isObject(usage)) {
		const info = isObject(chunk.generationInfo) ? chunk.generationInfo : {};
		chunk.generationInfo = { ...info, usage };
		addCost(chunk, beside);
	}
	return chunk;
}

/** Puts the cost of an answer, and the models that could not give it, where the log looks. */
export function addCost(
	generation: { generationInfo?: unknown },
	{ cost, fallbacks }: CarriedData,
): void {
	const known = defined({ cost: cost?.(), fallbacks: fallbacks?.() });
	if (Object.keys(known).length === 0) return;
	const info = isObject(generation.generationInfo) ? generation.generationInfo : {};
	generation.generationInfo = { ...info, ...known };
}

/** Makes n8n's log read both there; otherwise it would estimate the one, and not show the other. */
export function readUsage(callback: unknown): void {
	const { options } = (callback ?? {}) as Partial<Tracing>;
	const parse = options?.tokensUsageParser;
	if (options === undefined || typeof parse !== 'function') return;
	options.tokensUsageParser = (result) => {
		const known = parse(result);
		const { usage, cost } = infoIn(result);
		const told = known.completionTokens > 0 || usage === undefined ? known : usageOf(usage);
		return cost ? { ...told, cost: cost.amount } : told;
	};
}

function infoIn(result: unknown): Info {
	const { generations } = (result ?? {}) as {
		generations?: Array<Array<{ generationInfo?: Info }>>;
	};
	return generations?.[0]?.[0]?.generationInfo ?? {};
}

function usageOf({
	input_tokens: promptTokens = 0,
	output_tokens: completionTokens = 0,
}: NonNullable<Info['usage']>): Usage {
	return { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens };
}
