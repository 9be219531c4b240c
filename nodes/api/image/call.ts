import type { Call, FormPart } from '../call';
import { chargedCall } from '../charged';
import { followFileRedirect } from '../file/fileRedirect';
import { bitmapType } from '../file/type';
import type { JsonObject } from '../json';
import { bufferedReader, readAtOnce } from '../readers/buffered';
import { eventReader } from '../readers/eventStream';
import { jsonReader, listAsData } from '../readers/json';
import { jsonOrEventStreamReader } from '../readers/jsonOrEventStream';
import type { Reader, ResponseHead } from '../readers/reader';
import { estimateTokens } from '../usage/estimate';
import { mostTokensOf } from '../usage/mostTokens';
import { type ImagesAnswer, partialImages, readImages } from './answer';
import { ImageEvents } from './events';

/** What an image route is asked for. */
interface ImagesRequest {
	path: string;
	/** As it is sent. */
	sent: { body: JsonObject } | { form: readonly FormPart[] };
	/** Names the lane. */
	model: string;
	/** The text in `sent`. */
	prompt: string;
}

/**
 * Pictures as a call: POST /v1/images/generations with JSON, or /v1/images/edits with a form. Clients of
 * AIGC2D are known to use both; AIGC2D's own pages of them were not recovered.
 */
export function imagesCall({ path, sent, model, prompt }: ImagesRequest): Call<ImagesAnswer> {
	const wanted = numberOfPictures(sent);
	return chargedCall({
		request: { method: 'POST', path, ...sent },
		lane: model,
		tokens: estimateTokens(prompt),
		mostTokens: mostTokensOf,
		pictures: ({ pictures }) => pictures.length,
		reader: () =>
			followFileRedirect(picturesReader(wanted), (url, head) =>
				readImages({ data: [{ url }] }, head, wanted),
			),
	});
}

/** How many pictures a request asks for. */
function numberOfPictures(sent: ImagesRequest['sent']): number {
	const n = 'body' in sent ? sent.body.n : sent.form.find(({ name }) => name === 'n')?.value;
	return Math.min(mostPictures, Math.max(1, Number(n) || 1));
}

/** More than any gateway makes at once. */
const mostPictures = 100;

/** Reads pictures as JSON, as events, or one that is the answer itself. */
function picturesReader(wanted: number): Reader<ImagesAnswer> {
	const interpret = (body: JsonObject, head: ResponseHead) => readImages(body, head, wanted);
	const asJson = () => jsonReader(interpret, { ofList: listAsData, keep: partialImages });
	const body = bufferedReader<ImagesAnswer>((bytes, head) =>
		bitmapType(bytes) === undefined
			? readAtOnce(asJson(), bytes, head)
			: interpret({ data: bytes.toString('base64') }, head),
	);
	return jsonOrEventStreamReader(body, (head) =>
		eventReader(head, new ImageEvents(head, wanted, interpret)),
	);
}
