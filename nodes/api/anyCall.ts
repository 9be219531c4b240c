import type { Call, Method } from './call';
import { defined } from './defined';
import { asObject } from './json';
import { type UntypedAnswer, untypedReader } from './readers/untyped';
import { estimateRequest } from './usage/estimate';
import { mostTokensOfAny } from './usage/mostTokens';

/** A request to a route that need not be known here. */
interface AnyRequest {
	method: Method;
	/** Route with its query. */
	path: string;
	/** JSON that is sent letter for letter, and what it stands for. */
	body?: { text: string; value: unknown };
	lane: string | null;
	repeat: 'free' | 'paid' | 'never';
}

/** A request to any route of the gateway as a call. Its answer is read whole. */
export function anyCall({ method, path, body, lane, repeat }: AnyRequest): Call<UntypedAnswer> {
	return {
		request: {
			method,
			path,
			headers: { accept: '*/*' },
			...defined({ json: body?.text }),
		},
		lane,
		repeat,
		...defined({
			tokens: body && tokensOf(body.value),
			mostTokens: body && mostTokensOfAny,
		}),
		reader: untypedReader,
	};
}

/** A rough number for the lane: what is sent, and the answer where the body limits it. */
function tokensOf(body: unknown): number {
	const { max_tokens, max_completion_tokens } = asObject(body);
	const answer = Number(max_tokens ?? max_completion_tokens ?? 0);
	return estimateRequest(body) + (answer > 0 ? answer : 0);
}
