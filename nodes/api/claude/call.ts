import type { Call } from '../call';
import { sharedAdaptations } from '../chat/adaptations';
import { streamSigns } from '../chat/streamSigns';
import type { JsonObject } from '../json';
import { estimateRequest } from '../usage/estimate';
import { mostTokensOf } from '../usage/mostTokens';
import type { ClaudeAnswer } from './answer';
import { claudeReader } from './reader';
import { claudeHeaders } from './version';

/**
 * A message of Claude as a call: POST /v1/messages, Anthropic's own form. AIGC2D does not document it;
 * gateways of this kind have it, some under another path.
 *
 * @param body the request as it is sent, without `stream`; `model` names the lane
 * @param stream whether the answer should arrive piece by piece
 * @param headers of this request, beside Claude's own
 */
export function claudeCall(
	body: JsonObject,
	stream: boolean,
	path: string,
	headers: { [name: string]: string } = {},
): Call<ClaudeAnswer> {
	const { model, messages, system, max_tokens } = body;
	return {
		request: {
			method: 'POST',
			path,
			headers: { ...headers, ...claudeHeaders },
			body: stream ? { ...body, stream: true } : body,
		},
		lane: String(model),
		repeat: 'paid',
		tokens: estimateRequest([system ?? '', messages]) + Number(max_tokens),
		mostTokens: mostTokensOf,
		reader: claudeReader,
		adaptations: sharedAdaptations,
		watch: streamSigns,
	};
}
