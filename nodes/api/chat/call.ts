import type { Call, JsonObject } from '../call';
import { jsonReader } from '../jsonReader';
import { readCompletion, type Completion } from './completion';

/**
 * A chat completion as a call: POST /v1/chat/completions.
 *
 * @param body the request as it is sent; `model` names the lane
 */
export function chatCall(body: JsonObject): Call<Completion> {
	const wantsJson = asksForJson(body.response_format);
	return {
		request: { method: 'POST', path: '/v1/chat/completions', body },
		lane: String(body.model),
		repeat: 'paid',
		reader: () => jsonReader((answer, head) => readCompletion(answer, head, wantsJson)),
	};
}

function asksForJson(format: unknown): boolean {
	const type = (format as { type?: unknown } | undefined)?.type;
	return type === 'json_object' || type === 'json_schema';
}
