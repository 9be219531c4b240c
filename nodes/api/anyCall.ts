import type { Call, FormPart, Method, Request } from './call';
import { defined } from './defined';
import { asObject, type JsonObject } from './json';
import { type UntypedAnswer, untypedReader } from './readers/untyped';
import { estimateRequest } from './usage/estimate';
import { mostTokensOfAny } from './usage/mostTokens';

/** JSON that is sent letter for letter, and what it stands for; or a form. */
export type AnyBody =
	| { text: string; value: unknown; form?: undefined }
	| { form: readonly FormPart[]; isUrlEncoded: boolean };

/** A request to a route that need not be known here. */
interface AnyRequest {
	method: Method;
	/** Route with its query. */
	path: string;
	body?: AnyBody;
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
			...(body === undefined ? {} : contentOf(body)),
		},
		lane,
		repeat,
		...defined({
			tokens: body && tokensOf(body.form ? fieldsOf(body.form) : body.value),
			mostTokens: body && mostTokensOfAny,
		}),
		reader: untypedReader,
	};
}

function contentOf(body: AnyBody): Pick<Request, 'json' | 'form' | 'isUrlEncoded'> {
	if (body.form === undefined) return { json: body.text };
	return { form: body.form, ...(body.isUrlEncoded ? { isUrlEncoded: true } : {}) };
}

/** The texts of a form by their names. */
function fieldsOf(form: readonly FormPart[]): JsonObject {
	const texts = form.filter(({ value }) => typeof value === 'string');
	return Object.fromEntries(texts.map(({ name, value }) => [name, value]));
}

/** A rough number for the lane: what is sent, and the answer where the body limits it. */
function tokensOf(body: unknown): number {
	const { max_tokens, max_completion_tokens } = asObject(body);
	const answer = Number(max_tokens ?? max_completion_tokens ?? 0);
	return estimateRequest(body) + (answer > 0 ? answer : 0);
}
