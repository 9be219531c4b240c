import type { JsonObject, ResponseHead } from './call';
import { failure, type Failure, type FailureKind } from './failure';
import { isObject, textOf, tryParseJson } from './json';

/** Longest text that is quoted from an answer which has no message of its own, in characters. */
const longestQuote = 300;

/**
 * Reads the failure from an answer with a status of 300 or more: the gateway's own words, code and
 * request id, whatever the shape of the body (JSON of any dialect, HTML, plain text, nothing).
 */
export function refusal(head: ResponseHead, text: string): Failure {
	if (head.status < 400) return redirect(head);
	const body = tryParseJson(text);
	const facts = factsOf(isObject(body) ? body : {}, head);
	const words = facts.words ?? pageWords(text);
	return describe(head.status, { ...facts, words });
}

/**
 * Reads the failure that hides in a JSON body under status 200, as several gateways send it.
 * Returns undefined when the body does not claim a failure.
 */
export function hiddenRefusal(head: ResponseHead, body: JsonObject): Failure | undefined {
	const claims =
		isObject(body.error) ||
		textOf(body.error) !== null ||
		body.success === false ||
		body.status === 'failure';
	const odd = textOf(body.message) ?? textOf(body.msg) ?? textOf(body.description);
	const coded = textOf(body.code) !== null && !['0', '1', '200'].includes(String(body.code));
	if (!claims && !(coded && odd !== null && body.choices === undefined)) return undefined;
	const facts = factsOf(body, head);
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
	const inner = isObject(body.error) ? body.error : {};
	const words = wordsOf(body, inner);
	return {
		words,
		code: textOf(inner.code) ?? textOf(body.code),
		type: textOf(inner.type) ?? (body.type === 'error' ? null : textOf(body.type)),
		request_id: requestId(head) ?? textOf(body.request_id) ?? idInWords(words),
	};
}

/** The order in which one-api reads the many dialects, then those of other gateways. */
function wordsOf(body: JsonObject, inner: JsonObject): string | null {
	const header = isObject(body.header) ? body.header : {};
	const list = Array.isArray(body.errors) ? body.errors : body.detail;
	const first: unknown = Array.isArray(list) ? list[0] : undefined;
	const candidates = [
		inner.message,
		body.message,
		body.msg,
		body.err,
		body.error_msg,
		body.description,
		header.message,
		body.error,
		body.detail,
		isObject(first) ? (first.message ?? first.msg) : first,
		body['html-message'],
		body.title,
	];
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
	/content_filter|content_policy|content management policy|data_inspection|sensitive_words|safety system|敏感/i;

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
	return kindByType(code, all);
}

/** On 429 only words about money: `quota exceeded … per minute` is a rate limit. */
const quota429 =
	/insufficient_(user_)?quota|insufficient[_ ]balance|billing|check your plan|balance|余额|额度不足|欠费/i;

/** Under status 200 only the words tell. */
function kindByType(code: string, all: string): FailureKind {
	if (/rate_limit|too_many_requests/.test(code)) return 'rateLimit';
	if (quotaWords.test(all)) return 'quota';
	if (/authentication|invalid_api_key|permission|unauthorized/.test(code)) return 'auth';
	if (/not_found/.test(code)) return 'notFound';
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
