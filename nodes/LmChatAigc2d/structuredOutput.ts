import { jsonIn } from '../api/answer/jsonIn';
import { isObject } from '../api/json';

/** LangChain's pipeline: what comes out of it goes into a function. */
interface Pipeline {
	pipe(then: (output: { raw: unknown }) => unknown): unknown;
}

/** The schema as callers give it: of zod, which can check a value, or JSON Schema. */
interface Schema {
	parseAsync?: (value: unknown) => Promise<unknown>;
}

/** What LangChain lets callers choose. */
export interface StructuredConfig {
	name?: string;
	/** Whether the message comes along. */
	includeRaw?: boolean;
	/** How the model is made to answer so; here always by a tool, which most gateways know. */
	method?: string;
	strict?: boolean;
}

/** LangChain's own way, which asks by a tool and reads the call. */
export type Structured = (schema: Schema, config?: StructuredConfig) => unknown;

/**
 * An answer in the form of a schema, as n8n's evaluations and LangChain's users ask for it. LangChain's own reader takes
 * nothing but pieces of a stream, and n8n's adapter gives it a whole message; so its pipeline is asked for the message,
 * which is read here. A model that answers in text in place of a call is read as well.
 *
 * @param structured LangChain's own, bound to a model that must call the tool
 */
export function structuredOutput(structured: Structured): Structured {
	return (schema, { includeRaw = false, name } = {}) => {
		const pipeline = structured(schema, {
			includeRaw: true,
			...(name ? { name } : {}),
		}) as Pipeline;
		return pipeline.pipe(async ({ raw }) => {
			const value = valueOf(raw);
			if (value === undefined && !includeRaw) {
				throw new Error(
					'The model gave no answer in the form that was asked for. Use another model.',
				);
			}
			const parsed = value === undefined ? null : ((await schema.parseAsync?.(value)) ?? value);
			return includeRaw ? { raw, parsed } : parsed;
		});
	};
}

/** The arguments of the call, or the JSON in the text. */
function valueOf(message: unknown): unknown {
	if (!isObject(message)) return undefined;
	const [call] = Array.isArray(message.tool_calls) ? (message.tool_calls as unknown[]) : [];
	if (isObject(call)) return call.args;
	return typeof message.content === 'string' ? jsonIn(message.content) : undefined;
}
