import type { Call, FormPart, JsonObject, Reading, ResponseHead } from '../call';
import { failure } from '../failure';
import { isObject, textOf } from '../json';
import { jsonReader } from '../jsonReader';
import { requestId } from '../refusal/refusal';
import { estimateTokens } from '../tokens';

/** A picture as the gateway gave it: its bytes, or where to fetch them. */
export interface GivenPicture {
	/** Base64; absent when there is an address. */
	base64?: string;
	url?: string;
	/** The prompt as the gateway changed it, and other members. */
	more: JsonObject;
}

/** The answer of an image route. */
export interface PicturesAnswer {
	body: JsonObject;
	pictures: GivenPicture[];
	/** Token usage as sent, or null. */
	usage: JsonObject | null;
}

/**
 * Pictures as a call: POST /v1/images/generations with JSON, or /v1/images/edits with a form. Clients of
 * AIGC2D are known to use both; AIGC2D's own pages of them were not recovered.
 *
 * @param sent body or form as it is sent
 * @param model names the lane
 * @param prompt what is asked for
 */
export function picturesCall(
	path: string,
	sent: { body: JsonObject } | { form: readonly FormPart[] },
	model: string,
	prompt: string,
): Call<PicturesAnswer> {
	return {
		request: { method: 'POST', path, ...sent },
		lane: model,
		repeat: 'paid',
		tokens: estimateTokens(prompt),
		reader: () => jsonReader(readPictures),
	};
}

function readPictures(body: JsonObject, head: ResponseHead): Reading<PicturesAnswer> {
	const usage = isObject(body.usage) ? body.usage : null;
	const data: unknown[] = Array.isArray(body.data) ? body.data : [];
	const pictures = data.map(readPicture);
	if (pictures.length === 0 || pictures.includes(undefined)) {
		return {
			failure: failure('malformed', {
				status: head.status,
				request_id: requestId(head),
				message: 'The gateway answered without a picture',
				description:
					'Check that the model makes pictures, and the prompt against the rules of its provider.',
				...(usage === null ? {} : { usage }),
			}),
		};
	}
	return { value: { body, pictures: pictures as GivenPicture[], usage }, usage };
}

const dataUrl = /^data:[^,;]*;base64,/i;

/** A picture from `{b64_json}` or `{url}`; undefined when it has neither. */
export function readPicture(value: unknown): GivenPicture | undefined {
	if (!isObject(value)) return undefined;
	const { b64_json, url, ...more } = value;
	const base64 = textOf(b64_json);
	const address = textOf(url);
	if (base64 !== null) return { base64: base64.replace(dataUrl, ''), more };
	if (address === null) return undefined;
	if (dataUrl.test(address)) return { base64: address.replace(dataUrl, ''), more };
	return { url: address, more };
}
