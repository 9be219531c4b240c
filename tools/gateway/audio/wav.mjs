/** WAV files as this gateway writes them, and what it reads of others: sound without compression, and a comment. */

/** Samples in a second. */
export const sampleRate = 8000;

/**
 * @param {Uint8Array} samples one byte each, 128 is silence
 * @param {string} comment kept in the file as text
 * @returns {Buffer}
 */
export function encodeWav(samples, comment) {
	const format = Buffer.alloc(16);
	format.writeUInt16LE(1, 0); // not compressed
	format.writeUInt16LE(1, 2); // one channel
	format.writeUInt32LE(sampleRate, 4);
	format.writeUInt32LE(sampleRate, 8); // bytes in a second
	format.writeUInt16LE(1, 12); // bytes in a sample
	format.writeUInt16LE(8, 14); // bits in a sample
	const text = Buffer.from(`${comment}\0`);
	const chunks = [
		Buffer.from('WAVE'),
		chunk('fmt ', format),
		chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('ICMT', text)])),
		chunk('data', Buffer.from(samples)),
	];
	return chunk('RIFF', Buffer.concat(chunks));
}

/** Name, length, content, and a byte more where the length is odd. */
function chunk(name, content) {
	const head = Buffer.alloc(8);
	head.write(name, 'latin1');
	head.writeUInt32LE(content.length, 4);
	return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/**
 * @param {Buffer} bytes
 * @returns {{ seconds: number, comment?: string } | undefined} undefined when it is not a WAV with sound in it
 */
export function readWav(bytes) {
	const isWav =
		bytes.subarray(0, 4).toString('latin1') === 'RIFF' &&
		bytes.subarray(8, 12).toString('latin1') === 'WAVE';
	if (!isWav) return undefined;
	const chunks = chunksOf(bytes, 12);
	const format = chunks.get('fmt ');
	const data = chunks.get('data');
	if (!data || !format || format.length < 16 || format.readUInt32LE(8) === 0) return undefined;
	const list = chunks.get('LIST');
	const isInfo = list?.subarray(0, 4).toString('latin1') === 'INFO';
	const comment = isInfo ? chunksOf(list, 4).get('ICMT') : undefined;
	return {
		seconds: data.length / format.readUInt32LE(8),
		comment: comment?.toString('utf8').replace(/\0+$/, ''),
	};
}

/** @returns {Map<string, Buffer>} the first chunk of every name; one that is cut off has what there is of it */
function chunksOf(bytes, start) {
	const chunks = new Map();
	for (let at = start; at + 8 <= bytes.length; ) {
		const name = bytes.toString('latin1', at, at + 4);
		const length = bytes.readUInt32LE(at + 4);
		if (!chunks.has(name)) chunks.set(name, bytes.subarray(at + 8, at + 8 + length));
		at += 8 + length + (length % 2);
	}
	return chunks;
}
