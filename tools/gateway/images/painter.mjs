import { createHash } from 'node:crypto';
import { encodePng } from './png.mjs';

/** Fields from left to right and from top to bottom; the right half mirrors the left. */
const fields = 8;

/**
 * Draws a pattern whose colours and fields come from a hash. It shows nothing of what the prompt speaks of.
 *
 * @param {{ width: number, height: number }} size in pixels
 * @param {(string | Buffer)[]} seeds what the hash is made of; the same seeds give the same picture
 * @returns {Buffer} a PNG
 */
export function paint(size, seeds) {
	const hash = createHash('sha256');
	for (const seed of seeds) hash.update(seed).update('\0');
	const bytes = hash.digest();
	/** @type {[number, number, number][]} */
	const palette = [0, 3, 6].map((at) => [bytes[at], bytes[at + 1], bytes[at + 2]]);
	const colourOf = (column, row) => {
		const mirrored = Math.min(column, fields - 1 - column);
		// There are bytes for five rows; the other three take what the division by three leaves.
		const byte = bytes[9 + mirrored * 5 + (row % 5)];
		return (row < 5 ? byte : Math.floor(byte / 3)) % 3;
	};
	const lines = Array.from({ length: fields }, (_, row) =>
		Uint8Array.from({ length: size.width }, (__, x) =>
			colourOf(Math.floor((x * fields) / size.width), row),
		),
	);
	return encodePng(size, palette, (y) => lines[Math.floor((y * fields) / size.height)]);
}
