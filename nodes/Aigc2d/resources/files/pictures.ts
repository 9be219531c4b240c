import type { BinaryOutput, Output } from '../../../api/output';
import { defined, unlessEmpty } from '../../../api/defined';
import { type JsonObject, without } from '../../../api/json';
import type { Send } from '../../../api/call';
import { Failed, failure, failureOf, type Failure } from '../../../api/failure';
import { addressesAsText, type GivenFile } from '../../../api/file/givenFile';
import { pictureType } from '../../../api/file/type';
import { extensionOf } from '../../../api/file/extension';
import type { ImagesAnswer } from '../../../api/image/answer';
import { keepSoFar } from '../keepSoFar';
import { fetchFile } from './fetchFile';
import { whyFewer } from './whyFewer';

/** Most pictures of one answer: no gateway makes as many, and each is a request. */
const mostPictures = 100;
/** What is expected where nothing is told: a picture of any type. */
const unknownType = 'image/png';

/** Pictures as files of an item, and what an output says of each. */
interface FetchedPictures {
	images: JsonObject[];
	binary: { [name: string]: BinaryOutput };
	/** A sentence for each picture that was made and is not among them. */
	warnings: string[];
}

/** The output for an answer with pictures: each becomes a file of the item. */
export async function pictureOutput(
	{ pictures, failures, rest, usage }: ImagesAnswer,
	model: string,
	send: Send,
): Promise<Output> {
	const { images, binary, warnings: lost } = await fetchPaidPictures(pictures, usage, send);
	const warnings = [...whyFewer(failures, pictures.length), ...lost];
	const more = defined({ warnings: unlessEmpty(warnings) });
	return { json: { images, model, ...more, ...without(rest, 'images'), usage }, binary };
}

/** The pictures of an answer that is paid for: to run its item again would buy others. */
async function fetchPaidPictures(
	pictures: readonly GivenFile[],
	usage: JsonObject | null,
	send: Send,
): Promise<FetchedPictures> {
	try {
		return await fetchPictures(pictures, usage, send);
	} catch (thrown) {
		throw notRetryable(thrown);
	}
}

function notRetryable(thrown: unknown): Failed {
	return new Failed({ ...failureOf(thrown), retryable: false });
}

/**
 * Fetches pictures at once where the gateway gave an address, because such addresses live for an hour or a
 * day. One that cannot be fetched costs only itself.
 *
 * @param usage what the pictures cost, for the failure
 * @throws Failed; with the addresses as its text when none of the pictures that are paid for can be fetched
 */
export async function fetchPictures(
	pictures: readonly GivenFile[],
	usage: JsonObject | null,
	send: Send,
): Promise<FetchedPictures> {
	const wanted = pictures.slice(0, mostPictures);
	const results = await Promise.all(wanted.map((picture) => tryFetch(picture, send)));
	const lost = results.flatMap(({ why }) => (why === undefined ? [] : [why]));
	const [first] = lost;
	const isStopped = lost.find(({ kind }) => kind === 'cancelled');
	if (first && (isStopped || lost.length === wanted.length))
		throw notFetched(isStopped ?? first, wanted, usage);
	const images: JsonObject[] = [];
	const binary: FetchedPictures['binary'] = {};
	for (const { picture, file } of results) {
		if (file === undefined) continue;
		const { bytes, mimeType } = file;
		const { url, more } = picture;
		const name = images.length === 0 ? 'image' : `image_${images.length}`;
		binary[name] = { bytes, mimeType, fileName: `${name}.${extensionOf(mimeType)}` };
		const said = without(more, 'file', 'mime_type', 'url');
		images.push({ file: name, mime_type: mimeType, ...said, ...defined({ url }) });
	}
	const warnings = results.flatMap(({ picture, why }) => warning(picture, why));
	if (pictures.length > wanted.length)
		warnings.push(`The answer names ${pictures.length} images; the first ${mostPictures} are here`);
	return { images, binary, warnings };
}

/** A picture with its file, or with the reason why there is none. */
interface Result {
	picture: GivenFile;
	file?: BinaryOutput;
	why?: Failure;
}

async function tryFetch(picture: GivenFile, send: Send): Promise<Result> {
	try {
		return { picture, file: await bytesOf(picture, send) };
	} catch (thrown) {
		return { picture, why: failureOf(thrown) };
	}
}

async function bytesOf(picture: GivenFile, send: Send): Promise<BinaryOutput> {
	const { base64, url, mimeType } = picture;
	const type = mimeType !== undefined && /^image\//.test(mimeType) ? mimeType : unknownType;
	if (url !== undefined) return await fetchFile(picture, { name: 'image', mimeType: type }, send);
	const bytes = Buffer.from(base64 ?? '', 'base64');
	const known = pictureType(bytes);
	if (known === undefined)
		throw new Failed(failure('malformed', { message: 'The gateway sent bytes that are no image' }));
	return { bytes, mimeType: known, fileName: 'image' };
}

function warning({ url }: GivenFile, why: Failure | undefined): string[] {
	if (why === undefined) return [];
	const from = url === undefined ? '' : ` from ${url}`;
	return [`An image was made, but could not be fetched${from}: ${why.message}`];
}

/** The picture is paid for: whoever reads the failed item should be able to fetch it. */
function notFetched(
	why: Failure,
	pictures: readonly GivenFile[],
	usage: JsonObject | null,
): Failed {
	const message = `The image was made, but could not be fetched: ${why.message}`;
	const { text } = addressesAsText(pictures);
	return keepSoFar(new Failed({ ...why, message }), { text: () => text, usage });
}
