import { samples } from '../../cases/tasks.json';

/** Further files, by their first bytes: enough to know them by. */
const further: { [name: string]: Buffer } = {
	jpeg: begin('ffd8ffe000104a46494600010100000100010000'),
	gif: begin('47494638396101000100000000'),
	frames: begin('fffb9064'),
	ogg: begin('4f67675300020000000000000000'),
	flac: begin('664c614300000022'),
};

function begin(hex: string): Buffer {
	return Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(60, 0x55)]);
}

/** The bytes of a sample, of tasks.json or of ours. */
export function sample(name: string): Buffer {
	const base64 = (samples as { [name: string]: string })[name];
	const bytes = base64 === undefined ? further[name] : Buffer.from(base64, 'base64');
	if (bytes === undefined) throw new Error(`There is no sample ${name}`);
	return bytes;
}

/** Puts addresses and samples into a text. */
export function filledWith(url: string): (text: string) => string {
	const other = url.replace('127.0.0.1', 'localhost');
	return (text) =>
		text
			.replaceAll('{host}', url)
			.replaceAll('{other}', other)
			.replace(/\{b64:(\w+)\}/g, (_, name: string) => sample(name).toString('base64'))
			.replace(/\{hex:(\w+)\}/g, (_, name: string) => sample(name).toString('hex'));
}
