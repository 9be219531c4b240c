import type { Adaptation } from '../adaptation';
import type { Call, OnText } from '../call';
import { defined } from '../defined';
import type { JsonObject } from '../json';
import type { Reader } from '../readers/reader';
import { responsesAdaptations, responsesPath, routeAdaptations } from '../responses/adaptations';
import { hasItems, withoutItems } from '../responses/passBack';
import { leftOutOf, toResponses } from '../responses/request';
import { estimateRequest } from '../usage/estimate';
import { mostTokensOf } from '../usage/mostTokens';
import { chatAdaptations, sharedAdaptations } from './adaptations';
import type { Completion } from './completion';
import { chatReader } from './reader';
import { isSpokenWhole } from './spoken';
import { streamSigns } from './streamSigns';
import { tellsUsageInStreams } from './streamUsage';

/** Tokens of an answer when the request sets no limit. */
const usualAnswer = 1000;

/**
 * Which of the two routes for a conversation is asked. `auto`: Chat Completions, until a gateway says that it has a model
 * only on the other one.
 */
export type ChatApi = 'auto' | 'chatCompletions' | 'responses';

/** How a conversation is asked for, beside its body. */
export interface ChatCallOptions {
	/**
	 * Whether the answer should arrive piece by piece: long ones then survive proxies that cut silent connections, and the
	 * limiter hears early that a request was let in. Undefined: where the model tells its usage in streams.
	 */
	stream: boolean | undefined;
	/** Absent: `auto`. */
	api?: ChatApi;
	/** Headers of this request. */
	headers?: { [name: string]: string } | undefined;
	/** Called with the text as it comes; after its first call the request is not sent again. */
	onText?: OnText | undefined;
}

/**
 * A chat completion as a call: POST /v1/chat/completions, or POST /v1/responses.
 *
 * @param body the request of Chat Completions, without `stream`; `model` names the lane
 */
export function chatCall(
	body: JsonObject,
	{ stream, api = 'auto', headers, onText }: ChatCallOptions,
): Call<Completion> {
	let hasPassedOn = false;
	const passOn = onText && ((text: string) => ((hasPassedOn = true), onText(text)));
	const streams = stream ?? (tellsUsageInStreams(body.model) && !isSpokenWhole(body));
	const { request, adaptations } = requestOn(api, streams ? streamed(body) : body);
	return {
		request: { ...request, ...defined({ headers }) },
		lane: String(body.model),
		repeat: 'paid',
		tokens: estimateRequest(body.messages) + longestAnswer(body),
		mostTokens: mostTokensOf,
		reader: () => tellLeftOut(chatReader(passOn, Number(body.n ?? 1)), leftOutOf(body)),
		...defined({ hasPassedOn: onText && (() => hasPassedOn) }),
		adaptations,
		apiOf: ({ api: answered }) => answered ?? 'chatCompletions',
		watch: streamSigns,
	};
}

function streamed(body: JsonObject): JsonObject {
	const withUsage = { stream_options: { include_usage: true } };
	return { ...body, stream: true, ...(tellsUsageInStreams(body.model) ? withUsage : {}) };
}

/** The request on the route that is asked first, and what may become of it. */
function requestOn(
	api: ChatApi,
	body: JsonObject,
): Pick<Call<Completion>, 'request'> & { adaptations: readonly Adaptation[] } {
	if (api === 'responses') {
		return {
			request: { method: 'POST', path: responsesPath, body: toResponses(body) },
			adaptations: [...sharedAdaptations, ...responsesAdaptations],
		};
	}
	const messages: unknown[] = Array.isArray(body.messages) ? body.messages : [];
	const isPlain = !hasItems(messages);
	const plain = isPlain ? body : { ...body, messages: withoutItems(messages) };
	return {
		request: { method: 'POST', path: '/v1/chat/completions', body: plain },
		adaptations: api === 'auto' ? (isPlain ? automatic : either(messages)) : chatAdaptations,
	};
}

function either(messages?: readonly unknown[]): readonly Adaptation[] {
	return [...chatAdaptations, ...routeAdaptations(messages), ...responsesAdaptations];
}

/** Those of most requests, made once. */
const automatic = either();

/** Says which settings an answer came without, where it came from the route that does not have them. */
function tellLeftOut(reader: Reader<Completion>, labels: readonly string[]): Reader<Completion> {
	if (labels.length === 0) return reader;
	const sentence = `${responsesPath} has no place for ${labels.join(', ')}: the node left that out.`;
	return {
		...reader,
		end() {
			const reading = reader.end();
			if (reading.failure || reading.value.api !== 'responses') return reading;
			return { ...reading, hint: [reading.hint ?? [], sentence].flat().join(' ') };
		},
	};
}

function longestAnswer({ max_tokens, max_completion_tokens, n }: JsonObject): number {
	const limit = Number(max_tokens ?? max_completion_tokens ?? usualAnswer);
	return limit * Number(n ?? 1);
}
