import type {
	AINodeConnectionType,
	IDataObject,
	ISupplyDataFunctions,
	ITaskMetadata,
} from 'n8n-workflow';
import { defined } from '../api/defined';
import { asObject, type JsonObject } from '../api/json';
import { countTokens } from '../api/usage/countTokens';
import { tokensOf } from '../api/usage/usage';
import type { SubNode } from './subNode';
import { withoutSecrets } from './withoutSecrets';

/** What a sub-node gives whoever asked it, and what its log tells of that. */
export interface Logged<T> {
	value: T;
	told: JsonObject;
}

/** Does what a sub-node was asked, and logs it. */
export type Log = <T>(asked: JsonObject, work: () => Promise<Logged<T>>) => Promise<T>;

/**
 * The log of a sub-node: n8n shows what it was asked, what came of that, and the time between, and the node in red
 * when it failed. n8n itself logs only what is made of its own copy of LangChain.
 */
export function logOf(
	context: ISupplyDataFunctions,
	connection: AINodeConnectionType,
	{ delivery, redactor, asError }: SubNode,
): Log {
	const shown = new Set<string>();
	const showHints = () => {
		for (const sentence of delivery.totals.hints) {
			if (shown.has(sentence)) continue;
			shown.add(sentence);
			const message = redactor.message(sentence);
			// n8n 1 has no such thing here.
			context.addExecutionHints?.({ message, location: 'outputPane' });
		}
	};
	return async (asked, work) => {
		const json = asked as IDataObject;
		const { index } = context.addInputData(connection, [[{ json }]]);
		try {
			const { value, told } = await work();
			showHints();
			const output = (await withoutSecrets(told, redactor)) as IDataObject;
			context.addOutputData(connection, index, [[{ json: output }]], tracingOf(told));
			return value;
		} catch (thrown) {
			const error = asError(thrown);
			context.addOutputData(connection, index, error);
			throw error;
		}
	};
}

/** What n8n's traces have of it (the names are those of N8nLlmTracing, 2.41.1). */
function tracingOf({ tokenUsage, tokenUsageEstimate, cost }: JsonObject): ITaskMetadata {
	const { promptTokens, completionTokens, totalTokens } = asObject(
		tokenUsage ?? tokenUsageEstimate,
	);
	const { amount } = asObject(cost);
	const known = {
		'llm.tokens.in': promptTokens,
		'llm.tokens.out': completionTokens,
		'llm.tokens.total': totalTokens,
		'llm.cost.total': amount,
	};
	const tracing = defined(known) as NonNullable<ITaskMetadata['tracing']>;
	return Object.keys(tracing).length === 0 ? {} : { tracing };
}

/**
 * Token usage under the names by which n8n's log adds it up.
 *
 * @param estimate of what was sent, for a gateway that does not tell
 */
export function tokenUsageOf(usage: JsonObject | null, estimate: number): JsonObject {
	const tokens = tokensOf(usage);
	if (tokens === undefined) {
		const guess = { promptTokens: estimate, completionTokens: 0, totalTokens: estimate };
		return { tokenUsageEstimate: guess };
	}
	const { input: promptTokens, output: completionTokens } = tokens;
	const totalTokens = countTokens(usage)?.tokens ?? promptTokens + completionTokens;
	return { tokenUsage: { promptTokens, completionTokens, totalTokens } };
}
