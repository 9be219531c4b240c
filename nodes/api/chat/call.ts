import type { Call, OnText } from '../call';
import { defined } from '../defined';
import type { JsonObject } from '../json';
import { estimateRequest } from '../usage/estimate';
import { mostTokensOf } from '../usage/mostTokens';
import { chatAdaptations } from './adaptations';
import type { Completion } from './completion';
import { chatReader } from './reader';
import { streamSigns } from './streamSigns';
import { tellsUsageInStreams } from './streamUsage';

/** Tokens of an answer when the request sets no limit. */
const usualAnswer = 1000;

/**
 * A chat completion as a call: POST /v1/chat/completions.
 *
 * @param body the request as it is sent, without `stream`; `model` names the lane
 * @param stream whether the answer should arrive piece by piece: long ones then survive proxies that
 *   cut silent connections, and the limiter hears early that a request was let in
 * @param onText called with the text as it comes; after its first call the request is not sent again
 */
export function chatCall(body: JsonObject, stream: boolean, onText?: OnText): Call<Completion> {
	let hasPassedOn = false;
	const passOn = onText && ((text: string) => ((hasPassedOn = true), onText(text)));
	const withUsage = { stream_options: { include_usage: true } };
	const streamed = {
		...body,
		stream: true,
		...(tellsUsageInStreams(body.model) ? withUsage : {}),
	};
	return {
		request: { method: 'POST', path: '/v1/chat/completions', body: stream ? streamed : body },
		lane: String(body.model),
		repeat: 'paid',
		tokens: estimateRequest(body.messages) + longestAnswer(body),
		mostTokens: mostTokensOf,
		reader: () => chatReader(passOn, Number(body.n ?? 1)),
		...defined({ hasPassedOn: onText && (() => hasPassedOn) }),
		adaptations: chatAdaptations,
		watch: streamSigns,
	};
}

function longestAnswer({ max_tokens, max_completion_tokens, n }: JsonObject): number {
	const limit = Number(max_tokens ?? max_completion_tokens ?? usualAnswer);
	return limit * Number(n ?? 1);
}
