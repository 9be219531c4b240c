import type { ResponseHead } from './reader';

/** Turns bytes into text, piece by piece; characters may be cut anywhere. */
export interface TextReader {
	push(bytes: Uint8Array): string;
	end(): string;
}

/** Keeps nothing from one text to the next, and takes long to make. */
const utf8 = new TextDecoder();

/**
 * The text of bytes, without a byte order mark. What is valid UTF-8 is UTF-8, whatever is claimed: many
 * servers claim ISO-8859-1 for everything, and text of another charset is hardly ever valid UTF-8. Otherwise
 * the charset of the answer's `content-type` counts.
 */
export function decode(bytes: Uint8Array, head?: ResponseHead): string {
	const charset = charsetOf(head);
	const wide = utf16Charset(bytes, charset);
	if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
	if (charset === undefined) return utf8.decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return charset === 'windows-1252'
			? decodeWindows1252(bytes)
			: new TextDecoder(charset).decode(bytes);
	}
}

/** Reads the text of an answer that comes in pieces, line by line where it may not be UTF-8. */
export function textReader(head?: ResponseHead): TextReader {
	const charset = charsetOf(head);
	if (charset === undefined || charset.startsWith('utf-16')) {
		const decoder = new TextDecoder(charset);
		return {
			push: (bytes) => decoder.decode(bytes, { stream: true }),
			end: () => decoder.decode(),
		};
	}
	const lineFeed = 10;
	/** The line that is not complete yet, in pieces. */
	let rest: Uint8Array[] = [];
	return {
		push(bytes) {
			const end = bytes.lastIndexOf(lineFeed) + 1;
			if (end === 0) {
				rest.push(bytes);
				return '';
			}
			const lines = Buffer.concat([...rest, bytes.subarray(0, end)]);
			rest = [bytes.subarray(end)];
			return decode(lines, head);
		},
		end: () => decode(Buffer.concat(rest), head),
	};
}

/** The charset that an answer claims, by its usual name, where it is a known one other than UTF-8. */
function charsetOf(head: ResponseHead | undefined): string | undefined {
	const label = /charset\s*=\s*["']?([\w.:-]+)/i.exec(head?.headers['content-type'] ?? '')?.[1];
	if (label === undefined || /^utf-?8$/i.test(label)) return undefined;
	try {
		const { encoding } = new TextDecoder(label);
		return encoding === 'utf-8' ? undefined : encoding;
	} catch {
		return undefined;
	}
}

/** Text of two bytes a character, by its byte order mark or by what is claimed of it; undefined for any other. */
function utf16Charset([first, second]: Uint8Array, charset = ''): string | undefined {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	if (!charset.startsWith('utf-16')) return undefined;
	// All that is sent begins with a character of ASCII: the place of its zero byte tells the order.
	if (first === 0) return 'utf-16be';
	return second === 0 ? 'utf-16le' : undefined;
}

/** The characters of windows-1252 from 0x80 on; Node.js 20 takes them for control characters. */
const fromEighty = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decodeWindows1252(bytes: Uint8Array): string {
	const text = Buffer.from(bytes).toString('latin1');
	return text.replace(/[\x80-\x9f]/g, (sign) => fromEighty[sign.charCodeAt(0) - 0x80] ?? sign);
}
