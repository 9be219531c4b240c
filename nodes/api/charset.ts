import type { ResponseHead } from './call';

/** Turns bytes into text, piece by piece; characters may be cut anywhere. */
export interface TextReader {
	push(bytes: Uint8Array): string;
	end(): string;
}

/**
 * The text of bytes, without a byte order mark. What is valid UTF-8 is UTF-8, whatever is claimed: many
 * servers claim ISO-8859-1 for everything, and text of another charset is hardly ever valid UTF-8. Otherwise
 * the charset of the answer's `content-type` counts.
 */
export function decoded(bytes: Uint8Array, head?: ResponseHead): string {
	const charset = charsetOf(head);
	if (charset === undefined) return new TextDecoder().decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder(charset).decode(bytes);
	}
}

/** Reads the text of an answer that comes in pieces, line by line where it may not be UTF-8. */
export function textReader(head?: ResponseHead): TextReader {
	if (charsetOf(head) === undefined) {
		const decoder = new TextDecoder();
		return {
			push: (bytes) => decoder.decode(bytes, { stream: true }),
			end: () => decoder.decode(),
		};
	}
	const lineFeed = 10;
	let rest: Uint8Array = new Uint8Array();
	return {
		push(bytes) {
			const end = bytes.lastIndexOf(lineFeed) + 1;
			const lines = Buffer.concat([rest, bytes.subarray(0, end)]);
			if (end > 0) rest = bytes.subarray(end);
			else rest = Buffer.concat([rest, bytes]);
			return end > 0 ? decoded(lines, head) : '';
		},
		end: () => decoded(rest, head),
	};
}

/** The charset that an answer claims, where it is a known one other than UTF-8. */
function charsetOf(head: ResponseHead | undefined): string | undefined {
	const label = /charset\s*=\s*["']?([\w.:-]+)/i.exec(head?.headers['content-type'] ?? '')?.[1];
	if (label === undefined || /^utf-?8$/i.test(label)) return undefined;
	try {
		return new TextDecoder(label).encoding === 'utf-8' ? undefined : label;
	} catch {
		return undefined;
	}
}
