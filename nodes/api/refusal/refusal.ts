import { defined } from '../defined';
import { failure, type Failure } from '../failure';
import { isObject, type JsonObject, textOf, tryParseAnswer } from '../json';
import type { ResponseHead } from '../readers/reader';
import { adviceFor } from './advice';
import { type Facts, factsOf } from './facts';
import { kindOf, passingTrouble } from './kinds';
import { longestQuote, pageWords } from './page';
import { redirectFailure } from './redirect';
import { saysNothing } from './saysNothing';

/** What 407 means. Such an answer is not the gateway's, and its words are for browsers. */
const proxyRefused = 'A proxy between this n8n and the gateway refused the request';

/**
 * Reads the failure from an answer with a status of 300 or more: the gateway's own words, code and
 * request id, whatever the shape of the body (JSON of any dialect, HTML, plain text, nothing).
 */
export function readErrorResponse(head: ResponseHead, text: string): Failure {
	return readErrorBody(head, text, tryParseAnswer(text));
}

/**
 * The same where the text has been parsed.
 *
 * @param body what it is as JSON; undefined where it is none
 */
export function readErrorBody(head: ResponseHead, text: string, body: unknown): Failure {
	if (head.status < 400) return redirectFailure(head);
	const facts = factsOf(body === undefined ? looksLikeJson(text) : body, head);
	return failureOfFacts(head, head.status, {
		...facts,
		words: head.status === 407 ? proxyRefused : (facts.words ?? quoteBody(text, body)),
	});
}

/** Text that is not JSON but begins so: several JSON texts in a row, or one that is cut off. */
function looksLikeJson(text: string): string {
	return /^\s*[{[]/.test(text) ? text : '';
}

/** The body itself as the words, where it has none. */
function quoteBody(text: string, body: unknown): string | null {
	if (body === undefined) return pageWords(text);
	return saysNothing(body) ? null : text.trim().slice(0, longestQuote);
}

/**
 * Reads the failure that a JSON body under status 200 claims, as several gateways send it. Returns
 * undefined when it claims none: a member `error` that says nothing is no claim.
 */
export function readDeclaredError(head: ResponseHead, body: JsonObject): Failure | undefined {
	return declaresError(body) ? failureUnder200(head, factsOf(body, head)) : undefined;
}

function declaresError({ error, success, status, base_resp }: JsonObject): boolean {
	return (
		error === true ||
		!saysNothing(error) ||
		success === false ||
		status === 'failure' ||
		// MiniMax: 0 is good, beside an answer as well.
		(isObject(base_resp) &&
			textOf(base_resp.status_code) !== null &&
			!saysNothing(base_resp.status_code))
	);
}

/**
 * Reads the failure from a JSON body under status 200 that does not hold what was asked for: if it has
 * any words, they say why. Returns undefined when it has none.
 *
 * @param isClaim whether it is certain that something failed, because the gateway said so beside the body
 */
export function readImpliedError(
	head: ResponseHead,
	body: JsonObject,
	isClaim = false,
): Failure | undefined {
	const facts = factsOf(body, head);
	return facts.words === null
		? undefined
		: failureUnder200(head, facts, isClaim || facts.code !== null);
}

/** Reads the failure of a value under status 200 that is not what was asked for: one that it claims, or its words. */
export function readAnyError(head: ResponseHead, value: unknown): Failure | undefined {
	return isObject(value)
		? (readDeclaredError(head, value) ?? readImpliedError(head, value))
		: undefined;
}

/**
 * The failure that bare words under status 200 tell: a page, a sentence.
 *
 * @param isClaim whether it is certain that something failed, because they broke off an answer
 */
export function readErrorText(head: ResponseHead, words: string, isClaim = false): Failure {
	return failureUnder200(head, factsOf({ message: words }, head), isClaim);
}

/**
 * @param isClaim whether the body says that something failed; words alone may be anything, and an answer that
 *   came whole is asked for again only when it speaks of trouble that passes
 */
function failureUnder200(head: ResponseHead, facts: Facts, isClaim = true): Failure {
	const named = facts.codes.split(' ').map(Number);
	const meant = named.find((code) => Number.isInteger(code) && code >= 400 && code < 600) ?? 200;
	const told = failureOfFacts(head, meant, facts);
	const isKnown =
		isClaim || told.kind !== 'server' || passingTrouble.test(`${facts.codes} ${facts.words}`);
	if (isKnown) return { ...told, status: head.status };
	const { code, type, request_id, message } = told;
	const said = { status: head.status, code, type, request_id, message };
	return failure('malformed', { ...said, retryable: false });
}

function failureOfFacts({ headers }: ResponseHead, status: number, facts: Facts): Failure {
	const { words, code, type, request_id, codes, providers, details } = facts;
	const hasWait =
		textOf(headers['retry-after']) !== null || textOf(headers['retry-after-ms']) !== null;
	const kind = kindOf({ status, codes, providers, words: words ?? '', details, hasWait });
	return failure(kind, {
		status,
		code,
		type,
		request_id,
		...defined({
			message: words ?? undefined,
			description: adviceFor(status, codes, words ?? ''),
			details: (kind === 'rateLimit' && details) || undefined,
		}),
	});
}
