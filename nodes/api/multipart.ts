import type { FormPart } from './call';
import type { BinaryOutput } from './output';

/** Longest name of a file that is sent, in characters. */
const longestName = 200;

/**
 * A form as multipart/form-data (RFC 7578).
 *
 * @returns the header `content-type`, and the bytes of the body
 */
export function multipart(parts: readonly FormPart[]): { contentType: string; bytes: Buffer } {
	const boundary = boundaryFor(parts);
	const pieces = parts.flatMap(({ name, value }) => [
		`--${boundary}\r\n${headerOf(name, value)}\r\n\r\n`,
		typeof value === 'string' ? value : value.bytes,
		'\r\n',
	]);
	const bytes = Buffer.concat(
		[...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece as Uint8Array)),
	);
	return { contentType: `multipart/form-data; boundary=${boundary}`, bytes };
}

function headerOf(name: string, value: string | BinaryOutput): string {
	const field = `content-disposition: form-data; name="${quoteName(name)}"`;
	if (typeof value === 'string') return field;
	const { fileName, mimeType } = value;
	const type = /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType : 'application/octet-stream';
	return `${field}; filename="${quoteName(fileName.slice(0, longestName))}"\r\ncontent-type: ${type}`;
}

/** As browsers quote it: a line break or a quotation mark would end the name. */
function quoteName(name: string): string {
	return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}

/** A boundary that stands nowhere in the parts; always the same for the same parts. */
function boundaryFor(parts: readonly FormPart[]): string {
	const contents = parts.map(({ value }) =>
		Buffer.from(typeof value === 'string' ? value : value.bytes),
	);
	for (let number = 1; ; number++) {
		const boundary = `form-boundary-${number}-7d1f3a`;
		if (!contents.some((content) => content.includes(boundary))) return boundary;
	}
}
