import type { BinaryOutput, JsonObject, Output, Send } from '../../../api/call';
import { Failed, failure, failureOf } from '../../../api/failure';
import { downloadCall, endingOf } from '../../../api/fileReader';
import type { GivenPicture, PicturesAnswer } from '../../../api/image/answer';
import { imageType } from '../../../api/file/type';
import { without } from '../../../api/json';

/** Type of a picture that cannot be recognised. */
const unknownType = 'image/png';

/** Pictures as files of an item, and what an output says of each. */
interface Fetched {
	images: JsonObject[];
	binary: { [name: string]: BinaryOutput };
}

/** The output for an answer with pictures: each becomes a file of the item. */
export async function pictureOutput(
	{ pictures, body, usage }: PicturesAnswer,
	model: string,
	send: Send,
): Promise<Output> {
	const { images, binary } = await fetchedPictures(pictures, usage, send);
	return { json: { images, model, ...without(body, 'data'), usage }, binary };
}

/**
 * Fetches pictures at once where the gateway gave an address, because such addresses live for an hour or a
 * day.
 *
 * @param usage what the pictures cost, for the failure
 * @throws Failed; with the addresses as its text when pictures that are paid for cannot be fetched
 */
export async function fetchedPictures(
	pictures: readonly GivenPicture[],
	usage: JsonObject | null,
	send: Send,
): Promise<Fetched> {
	const files = await Promise.all(
		pictures.map((picture) =>
			bytesOf(picture, send).catch((thrown: unknown) => {
				throw notFetched(thrown, pictures, usage);
			}),
		),
	);
	const images: JsonObject[] = [];
	const binary: Fetched['binary'] = {};
	for (const [position, { bytes, mimeType: claimed }] of files.entries()) {
		const { url, more } = pictures[position] as GivenPicture;
		const file = position === 0 ? 'image' : `image_${position}`;
		const mimeType = imageType(bytes) ?? claimed;
		binary[file] = { bytes, mimeType, fileName: `${file}.${endingOf(mimeType)}` };
		images.push({ file, mime_type: mimeType, ...more, ...(url === undefined ? {} : { url }) });
	}
	return { images, binary };
}

async function bytesOf({ base64, url }: GivenPicture, send: Send): Promise<BinaryOutput> {
	if (url !== undefined) {
		return await send(downloadCall(url, { name: 'image', mimeType: unknownType }));
	}
	const bytes = Buffer.from(base64 ?? '', 'base64');
	if (bytes.length === 0) {
		throw new Failed(failure('malformed', { message: 'The gateway sent a picture that is none' }));
	}
	return { bytes, mimeType: unknownType, fileName: 'image' };
}

/** The picture is paid for: whoever reads the failed item should be able to fetch it. */
function notFetched(
	thrown: unknown,
	pictures: readonly GivenPicture[],
	usage: JsonObject | null,
): Failed {
	const why = failureOf(thrown);
	const addresses = pictures.flatMap(({ url }) => (url === undefined ? [] : [url]));
	return new Failed({
		...why,
		message: `The picture was made, but could not be fetched: ${why.message}`,
		...(addresses.length === 0 ? {} : { text: addresses.join('\n') }),
		...(usage === null ? {} : { usage }),
	});
}
