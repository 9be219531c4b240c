import { isObject, type JsonObject } from '../json';

/**
 * Members that hold the words of a failure, or the object that has them, in the order in which they are
 * asked: one-api's order for the many dialects behind it, then those of other gateways (MiniMax, Apigee, FastAPI,
 * Portkey, problem+json, Java and .NET services).
 */
export const wordMembers = [
	'error',
	'message',
	'msg',
	'err',
	'error_msg',
	'error_message',
	'errormsg',
	'errormessage',
	'description',
	'error_description',
	'header',
	'base_resp',
	'status_msg',
	'faultstring',
	'detail',
	'details',
	'errors',
	'html-message',
	'title',
	'reason',
	'fault',
];
export const codeMembers = [
	...['code', 'error_code', 'errorcode', 'errcode', 'status_code', 'statuscode'],
	// AWS, with a namespace before it or an address behind it.
	'__type',
];
export const typeMembers = ['type', 'status', 'reason'];
/** How long to wait, as a number beside the words (Cloudflare). */
export const waitMembers = ['retry_after', 'retryafter', 'retry_after_ms', 'retry_after_seconds'];
/** Objects around a failure and its ID (Tencent, Volcengine). Of an answer they hold as well, so only `error` counts. */
export const aroundMembers = ['response', 'responsemetadata'];
export const errorMembers = ['error', 'errormsg'];
/**
 * Where the failure of the gateway behind stands, beside words that only say that there was one (OpenRouter, LiteLLM),
 * or the code beside the words (Apigee).
 */
export const behindMembers = [
	'detail',
	'raw',
	'metadata',
	'provider_error',
	'upstream_error',
	'innererror',
	'inner_error',
	'cause',
];

/** Members of an object that are looked at: a failure has a few, and a body of megabytes may have a million. */
const most = 1_000;

/** Names of members in any case: Message, Error, Code. */
export function inSmallLetters(object: JsonObject): JsonObject {
	const names = Object.keys(object).slice(0, most);
	return Object.fromEntries(names.map((name) => [name.toLowerCase(), object[name]]));
}

/** The members of these names that are objects. */
export function objectsIn(object: JsonObject, names: readonly string[]): JsonObject[] {
	return names
		.map((name) => object[name])
		.filter(isObject)
		.map(inSmallLetters);
}
