import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Most colours of a picture. The editor has few, and shades of them at the edges of letters. */
const mostColours = 64;
/** Colours that differ less than this in each of red, green and blue are one; of 256. */
const leastDifference = 10;

/**
 * The same picture in a third of the bytes: with a table of colours.
 *
 * @param {Buffer} png without a table and without transparency, as a browser makes it
 * @returns {Buffer}
 */
export function smallPng(png) {
	const { width, height, channels, bytes } = decode(png);
	const colourAt = (pixel) => bytes.readUIntBE(pixel * channels, 3);
	const counts = new Map();
	for (let pixel = 0; pixel < width * height; pixel++) {
		const colour = colourAt(pixel);
		counts.set(colour, (counts.get(colour) ?? 0) + 1);
	}
	const table = tableOf(counts);
	const places = new Map([...counts.keys()].map((colour) => [colour, nearest(table, colour)]));
	const rows = Buffer.alloc((width + 1) * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++)
			rows[y * (width + 1) + 1 + x] = places.get(colourAt(y * width + x));
	return encode({ width, height, table, rows });
}

/** The colours that are seen most, and are not nearly the same. */
function tableOf(counts) {
	const table = [];
	for (const [colour] of [...counts].sort(([, one], [, other]) => other - one)) {
		if (table.length === mostColours) break;
		if (table.every((known) => difference(known, colour) >= leastDifference)) table.push(colour);
	}
	return table;
}

function nearest(table, colour) {
	const differences = table.map((known) => difference(known, colour));
	return differences.indexOf(Math.min(...differences));
}

function difference(one, other) {
	const parts = [16, 8, 0].map((shift) => ((one >> shift) & 255) - ((other >> shift) & 255));
	return Math.max(...parts.map(Math.abs));
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

function decode(png) {
	const chunks = [];
	for (let at = signature.length; at < png.length; at += png.readUInt32BE(at) + 12) {
		const type = png.toString('latin1', at + 4, at + 8);
		chunks.push({ type, data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) });
	}
	const dataOf = (wanted) => chunks.filter(({ type }) => type === wanted).map(({ data }) => data);
	const [head] = dataOf('IHDR');
	const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
	const channels = { 2: 3, 6: 4 }[head[9]];
	if (head[8] !== 8 || !channels || head[12] !== 0) throw new Error('Not a PNG of a browser');
	const rows = inflateSync(Buffer.concat(dataOf('IDAT')));
	return { width, height, channels, bytes: unfilter(rows, width * channels, channels) };
}

/** Undoes the filters of the rows: what a byte is added to, from the one to its left, above, and above that. */
const filters = [
	() => 0,
	(left) => left,
	(left, above) => above,
	(left, above) => (left + above) >> 1,
	(left, above, corner) => {
		const distances = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
		return [left, above, corner][distances.indexOf(Math.min(...distances))];
	},
];

function unfilter(rows, length, step) {
	const bytes = Buffer.alloc((rows.length / (length + 1)) * length);
	for (let row = 0; row * length < bytes.length; row++) {
		const base = filters[rows[row * (length + 1)]];
		const start = row * length;
		for (let x = 0; x < length; x++) {
			const left = x < step ? 0 : bytes[start + x - step];
			const above = row === 0 ? 0 : bytes[start + x - length];
			const corner = x < step || row === 0 ? 0 : bytes[start + x - length - step];
			bytes[start + x] = rows[start + row + 1 + x] + base(left, above, corner);
		}
	}
	return bytes;
}

function encode({ width, height, table, rows }) {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	// Eight bits a pixel, which are a place in the table.
	head.set([8, 3], 8);
	const colours = Buffer.alloc(table.length * 3);
	for (const [place, colour] of table.entries()) colours.writeUIntBE(colour, place * 3, 3);
	const chunks = [
		['IHDR', head],
		['PLTE', colours],
		['IDAT', deflateSync(rows, { level: 9, memLevel: 9 })],
		['IEND', Buffer.alloc(0)],
	];
	return Buffer.concat([signature, ...chunks.map(([type, data]) => chunk(type, data))]);
}

function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}
