import type { Failure } from '../failure';
import { failureKinds } from '../failureKinds';

/*
 * What a gateway says of which of the two routes a model answers on. The name of a route alone says nothing: it stands in
 * every "Invalid URL (POST /v1/responses)". Nothing is anchored: gateways put words of their own around those of another.
 */

/** How the two routes are called; "responses" alone are answers. */
const responses = String.raw`["'\x60]?(?:/?v1/responses\b|/responses\b|responses (?:api|endpoint|route)\b)`;
const chat = String.raw`(?:v1/)?chat/?[_ ]?completions?\b`;
const few = String.raw`[^.;]{0,60}`;
/** The same without words after which a sentence is about something else. */
const unless = (words: string) => String.raw`(?:(?!\b(?:${words}))[^.;]){0,60}`;

/** Sentences that send a request to the other route. */
const asking: readonly RegExp[] = [
	`only (?:be )?(?:supported|available|accessible|works?|served|usable|in|on|via|through)\\b${few}${responses}`,
	`(?:please )?(?:use|try|call|switch to|migrate to|send (?:it|this) to)(?: the)?(?: openai)? ?["'\`]?/?${responses}`,
	`not (?:accessible|supported|available|usable)${few}${chat}${few}endpoint`,
	`unsupported legacy protocol${few}${chat}`,
	`responses api, this parameter has moved to`,
].map((sentence) => new RegExp(sentence.replaceAll(' ', '[\\s]+'), 'i'));

/** Sentences that deny the other route: they are about it being missing, not wanted. */
const denying: readonly RegExp[] = [
	`(?:not|n't|un)[-\\s]?(?:support|available|implement|accessible|accept)${unless('use|try|call|switch|migrate|send|only|but')}${responses}`,
	`${responses}${unless('chat')}(?:is |are )?(?:not|n't|un)[-\\s]?(?:support|available|implement|found|accessible)`,
	`invalid url${few}${responses}`,
	`unexpected endpoint or method[^;]{0,20}${responses}`,
	`(?:no route|cannot (?:post|get)|not found)[^.;]{0,20}${responses}`,
].map((sentence) => new RegExp(sentence.replaceAll(' ', '[\\s]*'), 'i'));

/** Codes that say that the model is not on the route of chats. */
const sureCodes = /^unsupported_api_for_model$/i;

/** Words that may mean this, or that the model is for something else. */
const perhaps: readonly RegExp[] = [
	/not a chat model and thus not supported in the v1\/chat\/completions endpoint/i,
	/the chatCompletion operation does not work with the specified model/i,
	/the requested operation is unsupported/i,
];

/** Under which a gateway says that a request should go elsewhere. */
const statuses = [400, 404, 405, 422, 501];

/** Whether a refusal sends the request from Chat Completions to Responses. */
export function asksForResponses({ status, code, message }: Failure): boolean {
	if (status === null || !statuses.includes(status)) return false;
	if (sureCodes.test(code ?? '')) return true;
	if (perhaps.some((sentence) => sentence.test(message))) return true;
	return asking.some((sentence) => sentence.test(message)) && !denies(message);
}

/** Whether a refusal of Responses says that the gateway, or the model, does not have that route. */
export function lacksResponses({ kind, status, code, message }: Failure): boolean {
	if (status === 405 || status === 501) return true;
	if (code === 'convert_request_failed' && /not implemented/i.test(message)) return true;
	if (denies(message)) return true;
	if (status !== 404 || kind !== 'notFound') return false;
	// A model that is not there is not there on the other route either. Where the gateway said nothing, the words are ours.
	const said = message === failureKinds.notFound.message ? '' : message;
	return !/model|deployment/i.test(`${said} ${code ?? ''}`);
}

function denies(words: string): boolean {
	return denying.some((sentence) => sentence.test(words));
}
