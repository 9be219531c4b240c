import { isObject } from '../api/json';
import { estimateRequest } from '../api/usage/estimate';
import { makePlain, withReadableBlocks } from './blocks';
import { addTo, carriedWith, type CarriedData } from './carried';
import { structuredOutput, type Structured } from './structuredOutput';
import { addCost, readUsage, withUsage } from './usageInLog';

/** The parts of n8n's adapter between its SDK and LangChain that are patched. */
interface Adapter {
	_generate(messages: unknown[], options?: object, ...more: unknown[]): Promise<unknown>;
	_streamResponseChunks(
		messages: unknown[],
		options?: object,
		...more: unknown[]
	): AsyncIterable<unknown>;
	bindTools(tools: unknown, choice?: object): unknown;
	withStructuredOutput?: Structured;
	getNumTokens?(content: unknown): Promise<number>;
	callbacks?: unknown;
	metadata?: unknown;
	tags?: unknown;
}

/**
 * n8n's adapter (@n8n/ai-utilities 0.34.1) loses some things on the way: pictures and types of files, the
 * choice of a tool, what comes and goes with a message in `additional_kwargs`, who else listens, the usage of
 * streamed answers in the log; and to count the tokens of a text it fetches a table from a web site, for a
 * minute and more where there is no way out; and what LangChain reads answers in the form of a schema with does not
 * take its messages. That is put right on the one instance, the way n8n itself changes
 * models; an adapter of another make is left as it is.
 *
 * @param always options of every call
 */
export function patchAdapter<T>(supplied: T, always: object = {}): T {
	if (!isAdapter(supplied)) return supplied;
	const { _generate, _streamResponseChunks, bindTools } = supplied;
	supplied._generate = async (messages, options, ...more) => {
		const given = messages.map(withReadableBlocks);
		const beside: CarriedData = { received: messages.map(carriedWith) };
		const all = { ...always, ...options, beside };
		const result = await _generate.call(supplied, given, all, ...more);
		const { generations } = result as {
			generations?: Array<{ message?: unknown; generationInfo?: unknown }>;
		};
		for (const generation of generations ?? []) {
			makePlain(generation.message);
			addTo(generation.message, beside);
			addCost(generation, beside);
		}
		return result;
	};
	supplied._streamResponseChunks = async function* (messages, options, ...more) {
		const given = messages.map(withReadableBlocks);
		const beside: CarriedData = { received: messages.map(carriedWith) };
		const all = { ...always, ...options, beside };
		for await (const chunk of _streamResponseChunks.call(supplied, given, all, ...more)) {
			if (isObject(chunk)) {
				makePlain(chunk.message);
				addTo(chunk.message, beside);
			}
			yield withUsage(chunk, beside);
		}
	};
	supplied.getNumTokens = async (content) => estimateRequest(content);
	supplied.bindTools = (tools, choice) => {
		const bound = patchAdapter(bindTools.call(supplied, tools), {
			...always,
			...choice,
		}) as Adapter;
		const { callbacks, metadata, tags } = supplied;
		return Object.assign(bound, { callbacks, metadata, tags });
	};
	const { withStructuredOutput } = supplied;
	if (typeof withStructuredOutput === 'function') {
		const calling = Object.create(supplied, {
			bindTools: { value: (tools: unknown) => supplied.bindTools(tools, { tool_choice: 'any' }) },
		}) as object;
		supplied.withStructuredOutput = structuredOutput(withStructuredOutput.bind(calling));
	}
	if (Array.isArray(supplied.callbacks)) supplied.callbacks.forEach(readUsage);
	return supplied;
}

function isAdapter(value: unknown): value is Adapter {
	const { _generate, _streamResponseChunks, bindTools } = (value ?? {}) as Partial<Adapter>;
	return [_generate, _streamResponseChunks, bindTools].every((part) => typeof part === 'function');
}
