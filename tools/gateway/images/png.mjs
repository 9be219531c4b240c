import { deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** @param {Buffer} bytes of any file @returns {boolean} */
export const isPng = (bytes) => bytes.subarray(0, signature.length).equals(signature);

/** @param {Buffer} bytes of a PNG @returns {{ width: number, height: number }} */
export function sizeOfPng(bytes) {
	return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/**
 * Writes a PNG whose pixels are numbers of colours.
 *
 * @param {{ width: number, height: number }} size
 * @param {[number, number, number][]} palette red, green and blue of every colour, 0 to 255
 * @param {(y: number) => Uint8Array} row the colours of one line of pixels, from left to right
 * @returns {Buffer}
 */
export function encodePng({ width, height }, palette, row) {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// 8 bits a pixel, colours by number, and the only ways of packing and filtering there are; not interlaced.
	header.set([8, 3, 0, 0, 0], 8);
	const pixels = Buffer.alloc((width + 1) * height);
	// Each line begins with the number of its filter: 0, none.
	for (let y = 0; y < height; y++) pixels.set(row(y), y * (width + 1) + 1);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('PLTE', Buffer.from(palette.flat())),
		chunk('IDAT', deflateSync(pixels)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** Length, name, data, check sum of name and data. */
function chunk(name, data) {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const framed = Buffer.alloc(named.length + 8);
	framed.writeUInt32BE(data.length, 0);
	named.copy(framed, 4);
	framed.writeUInt32BE(crc32(named), named.length + 4);
	return framed;
}

const crcTable = Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	return value;
});

function crc32(bytes) {
	let crc = ~0;
	for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
	return ~crc >>> 0;
}
