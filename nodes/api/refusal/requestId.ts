import { isObject, textOf } from '../json';
import type { ResponseHead } from '../readers/reader';
import { aroundMembers, errorMembers, inSmallLetters, objectsIn } from './members';

/** ID of the request; a body has it at its top, or beside the failure. */
const idMembers = ['request_id', 'requestid'];
/** Headers of what stands in front of a gateway; those of the gateway itself go before what the body says. */
const idHeadersInFront = [
	...['x-amzn-requestid', 'apim-request-id', 'x-ms-request-id', 'x-acs-request-id'],
	...['x-tt-logid', 'x-kong-request-id', 'cf-ray'],
];

/** The ID that what stands in front of a gateway gave the request, or null. */
export function idInFront({ headers }: ResponseHead): string | null {
	return firstOf(headers, idHeadersInFront);
}

function firstOf(headers: ResponseHead['headers'], names: readonly string[]): string | null {
	return names.map((name) => headers[name]).find((value) => value !== undefined) ?? null;
}

/** The ID that a body tells, or null. */
export function idInBody(body: unknown): string | null {
	if (!isObject(body)) return null;
	const top = inSmallLetters(body);
	const objects = [top, ...objectsIn(top, [...aroundMembers, ...errorMembers])];
	const ids = objects.flatMap((object) => idMembers.map((name) => textOf(object[name])));
	return ids.find((id) => id !== null) ?? null;
}

/** one-api writes it into the message: `… (request id: 2026…)`. */
export function idInWords(words: string | null): string | null {
	return words?.match(/request id:\s*([\w-]+)/i)?.[1] ?? null;
}
