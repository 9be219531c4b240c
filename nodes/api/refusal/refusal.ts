import type { JsonObject, ResponseHead } from '../call';
import { failure, type Failure, type FailureKind } from '../failure';
import { isObject, textOf, tryParseJson } from '../json';

/** Longest text that is quoted from an answer which has no message of its own, in characters. */
const longestQuote = 300;

/**
 * Reads the failure from an answer with a status of 300 or more: the gateway's own words, code and
 * request id, whatever the shape of the body (JSON of any dialect, HTML, plain text, nothing).
 */
export function refusal(head: ResponseHead, text: string): Failure {
	if (head.status < 400) return redirect(head);
	const body = tryParseJson(text);
	// Gemini's OpenAI route sends a list with one failure in it.
	const first: unknown = Array.isArray(body) ? body[0] : body;
	const facts = factsOf(isObject(first) ? first : {}, head);
	return describe(head.status, { ...facts, words: facts.words ?? pageWords(text) });
}

/**
 * Reads the failure that a JSON body under status 200 claims, as several gateways send it. Returns
 * undefined when it claims none.
 */
export function claimedRefusal(head: ResponseHead, body: JsonObject): Failure | undefined {
	const claims =
		isObject(body.error) ||
		textOf(body.error) !== null ||
		body.success === false ||
		body.status === 'failure';
	return claims ? under200(head, factsOf(body, head)) : undefined;
}

/**
 * Reads the failure from a JSON body under status 200 that does not hold what was asked for: if it has
 * any words, they say why. Returns undefined when it has none.
 */
export function spokenRefusal(head: ResponseHead, body: JsonObject): Failure | undefined {
	const facts = factsOf(body, head);
	return facts.words === null ? undefined : under200(head, facts);
}

function under200(head: ResponseHead, facts: Facts): Failure {
	const status = Number(facts.code);
	const meant = Number.isInteger(status) && status >= 400 && status < 600 ? status : 200;
	return { ...describe(meant, facts), status: head.status };
}

interface Facts {
	words: string | null;
	code: string | null;
	type: string | null;
	request_id: string | null;
}

function factsOf(body: JsonObject, head: ResponseHead): Facts {
	const error = member(body, 'error');
	const header = member(body, 'header');
	const base = member(body, 'base_resp');
	const words = firstText([
		// The order in which one-api reads the many dialects,
		error.message,
		body.message,
		body.msg,
		body.err,
		body.error_msg,
		body.description,
		header.message,
		// then those of other gateways: MiniMax, FastAPI, Portkey, problem+json.
		base.status_msg,
		body.error,
		body.detail,
		...listed(body.detail),
		...listed(body.errors),
		body['html-message'],
		body.title,
	]);
	return {
		words,
		code: firstText([error.code, body.code, body.error_code, header.code, base.status_code]),
		type: firstText([error.type, body.type === 'error' ? null : body.type, error.status]),
		request_id: requestId(head) ?? textOf(body.request_id) ?? idInWords(words),
	};
}

function member(body: JsonObject, name: string): JsonObject {
	const value = body[name];
	return isObject(value) ? value : {};
}

/** The words of the first entry of a list of failures. */
function listed(list: unknown): unknown[] {
	const first: unknown = Array.isArray(list) ? list[0] : undefined;
	if (!isObject(first)) return [first];
	const place = Array.isArray(first.loc) ? `${first.loc.join('.')}: ` : '';
	return [first.message, typeof first.msg === 'string' ? place + first.msg : undefined];
}

function firstText(candidates: readonly unknown[]): string | null {
	for (const candidate of candidates) {
		const text = textOf(candidate);
		if (text !== null) return text.trim();
	}
	return null;
}

/** The request id that an answer carries in its headers, or null. */
export function requestId({ headers }: ResponseHead): string | null {
	return headers['x-request-id'] ?? headers['request-id'] ?? headers['x-oneapi-request-id'] ?? null;
}

/** one-api writes it into the message: `… (request id: 2026…)`. */
function idInWords(words: string | null): string | null {
	return words?.match(/request id:\s*([\w-]+)/i)?.[1] ?? null;
}

function pageWords(text: string): string | null {
	const trimmed = text.trim();
	if (trimmed === '' || trimmed.startsWith('{')) return null;
	if (!isPage(trimmed)) return trimmed.slice(0, longestQuote);
	const title = /<title[^>]*>([^<]*)/i.exec(trimmed)?.[1]?.trim();
	return title
		? `The gateway answered with a web page: ${title}`
		: 'The gateway answered with a web page';
}

/** Whether an answer is HTML: a proxy's page, or the site of a wrong Base URL. */
export function isPage(text: string): boolean {
	return /^\s*<(!doctype|html|head|body)/i.test(text);
}

function describe(status: number, { words, code, type, request_id }: Facts): Failure {
	const kind = kindOf(status, `${code ?? ''} ${type ?? ''}`, words ?? '');
	const advice = advices.find(({ about }) => about.test(`${code ?? ''} ${words ?? ''}`))?.advice;
	return failure(kind, {
		status,
		code,
		type,
		request_id,
		...(words === null ? {} : { message: words }),
		...(advice === undefined ? {} : { description: advice }),
	});
}

const advices = [
	{
		about: /context_length|context length|maximum context|exceed_context_size/i,
		advice: 'Shorten the messages or lower Max Tokens: together they must fit into the model.',
	},
	{
		about: /model_not_found|model .* does not exist|no available channel|无可用渠道/i,
		advice: 'Pick another model: the list of the Model field shows what the gateway offers.',
	},
];

const quotaWords =
	/insufficient_(user_)?quota|insufficient[_ ]balance|quota_(failed|exhausted|not_enough)|billing|balance|credits? (is|are)|exhausted|余额|额度|欠费/i;
const filterWords =
	/content_filter|content_policy|content management policy|data_inspection|sensitive_words|safety system|敏感|审核|违规/i;

/** Kind by status, refined by the code and words where gateways use one status for several things. */
function kindOf(status: number, code: string, words: string): FailureKind {
	const all = `${code} ${words}`;
	if (status === 429) return quota429.test(all) ? 'quota' : 'rateLimit';
	if (status === 402) return 'quota';
	if (status === 401 || status === 403) return quotaWords.test(all) ? 'quota' : 'auth';
	if (filterWords.test(all)) return 'contentFilter';
	if (/model_not_found/.test(code)) return 'notFound';
	if (status === 404 || status === 405 || status === 501) return 'notFound';
	if (status === 408 || status === 504 || status === 524) return 'timeout';
	if (status >= 500) return 'server';
	if (status >= 400) return 'badRequest';
	return kindByWords(code, all);
}

/** On 429 only words about money: `quota exceeded … per minute` is a rate limit. */
const quota429 =
	/insufficient_(user_)?quota|insufficient[_ ]balance|billing|check your plan|balance|余额|额度不足|欠费/i;

/** Under status 200 only the words tell. */
function kindByWords(code: string, all: string): FailureKind {
	if (/rate_limit|too_many_requests|(rate|request) limit|请求数限制/i.test(all)) return 'rateLimit';
	if (quotaWords.test(all)) return 'quota';
	if (/authentication|invalid_api_key|permission|unauthorized/.test(code)) return 'auth';
	if (/not_found|no such model/i.test(all)) return 'notFound';
	if (/invalid_request/.test(code)) return 'badRequest';
	return 'server';
}

function redirect(head: ResponseHead): Failure {
	const target = head.headers.location;
	return failure('notFound', {
		status: head.status,
		request_id: requestId(head),
		message: target
			? `The gateway has moved: it points to ${withoutQuery(target)}`
			: `The gateway answered with status ${head.status}, which is not a completion`,
		description:
			'Nothing was sent there, so that the key stays with the address in the credential. If you trust the new address, enter it as the Base URL.',
		retryable: false,
	});
}

function withoutQuery(address: string): string {
	return address.replace(/[?#].*$/, '').slice(0, longestQuote);
}
