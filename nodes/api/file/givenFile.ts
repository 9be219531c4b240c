import { defined } from '../defined';
import type { JsonObject } from '../json';
import type { ResponseHead } from '../readers/reader';
import { fileType, isSvg, isText, svgType } from './type';

/** A file as a gateway gave it: its bytes, or where to fetch them. */
export interface GivenFile {
	/** Base64; absent when there is an address. */
	base64?: string;
	/** A whole address, with its host. */
	url?: string;
	/** The same address on the gateway's host, where `url` is on localhost. */
	elsewhere?: string;
	/** The type that is claimed for it. */
	mimeType?: string;
	/** What the gateway says of it besides. */
	more: JsonObject;
}

/** The addresses of files as the text of a failure, so that what is paid for can be fetched by hand. */
export function addressesAsText(files: readonly GivenFile[]): { text?: string } {
	const addresses = files.flatMap(({ url }) => url ?? []);
	return defined({ text: addresses.join('\n') || undefined });
}

/** What a text may be, by the member in which it stands: bytes, an address, either, or words with images in them. */
export type TextMeaning = 'bytes' | 'address' | 'either' | 'words';

const dataUrl = /^data:([^,;]{0,100})[^,]{0,200};base64,/i;
const withHost = /^https?:\/\/\S+$/i;
/** `/files/a.png`, and `//host/a.png`, which lacks the scheme alone. */
const withoutHost = /^\/\S+$/;
/** `files/a.png`, and `host.example/a.png`: only where an address is meant. */
const relative = /^[\w.~%-]+(\/[\w.~%-]+)*\.\w{2,5}(\?\S*)?$/;
const host = /^[\w-]+(\.[\w-]+)*\.[a-z]{2,10}\//i;
/** In characters. */
const longestAddress = 8_000;

const base64 = /^[\w+/=\r\n-]+$/;
const hex = /^(?=.*\d)[0-9a-f]+$/i;
/** What is looked at to tell base64 from words, in characters; an expression over megabytes takes long. */
const sample = 1_000;
/** Shortest base64 of a file whose type is not known, in characters. */
const shortest = 256;

/**
 * The file that a text stands for: a data URL, an address, base64, or hex (MiniMax sends sound so). The text
 * tells more than the name of the member: gateways put addresses where base64 belongs, and the other way round.
 *
 * @param head of the answer: an address without a host is that of the gateway which gave it
 */
export function fileOfText(
	given: string,
	meant: TextMeaning,
	head: ResponseHead,
): Omit<GivenFile, 'more'> | undefined {
	const text = given.trim();
	const inUrl = dataUrl.exec(text.slice(0, 400));
	if (inUrl) {
		return { base64: text.slice(inUrl[0].length), ...defined({ mimeType: inUrl[1] || undefined }) };
	}
	const isShort = text.length <= longestAddress;
	if (isShort && withHost.test(text)) return { url: text, ...onGateway(text, head) };
	const bytes = bytesIn(text, meant);
	if (bytes !== undefined) return bytes;
	const isAddress = withoutHost.test(text) || (meant === 'address' && relative.test(text));
	return isShort && isAddress ? addressOf(text, head) : undefined;
}

/** Base64 of a file: of a type that is known by its first bytes, or long and no text. */
function bytesIn(text: string, meant: TextMeaning): Omit<GivenFile, 'more'> | undefined {
	const start = text.slice(0, sample);
	// An address without a scheme can begin like a sound.
	if (meant !== 'bytes' && text.startsWith('//') && text.length < shortest) return undefined;
	if (text.length % 2 === 0 && hex.test(start)) {
		const isFile = fileType(Buffer.from(start, 'hex')) !== undefined || text.length >= sample;
		if (isFile) return { base64: Buffer.from(text, 'hex').toString('base64') };
	}
	if (!base64.test(start)) return undefined;
	const bytes = Buffer.from(start, 'base64');
	if (fileType(bytes) !== undefined) return { base64: text };
	if (text.length < shortest && !isSvg(bytes)) return undefined;
	if (isSvg(bytes)) return { base64: text, mimeType: svgType };
	return isText(bytes) ? undefined : { base64: text };
}

function addressOf(text: string, { url }: ResponseHead): { url: string } | undefined {
	if (url === undefined) return undefined;
	const address = !text.startsWith('/') && host.test(text) ? `//${text}` : text;
	const { origin } = new URL(url);
	return URL.canParse(address, origin) ? { url: new URL(address, origin).href } : undefined;
}

/** Hosts that mean the machine that uses them, so another one for the gateway than for n8n. */
const local =
	/^(localhost|[\w.-]+\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)$/i;

/** A gateway that does not know its own address gives that of its machine. */
function onGateway(address: string, { url }: ResponseHead): { elsewhere?: string } {
	if (url === undefined || !URL.canParse(address)) return {};
	const { hostname, origin, pathname, search } = new URL(address);
	const gateway = new URL(url).origin;
	return local.test(hostname) && origin !== gateway
		? { elsewhere: `${gateway}${pathname}${search}` }
		: {};
}
