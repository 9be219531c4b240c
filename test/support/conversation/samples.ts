import { samples } from '../../cases/tasks.json';

/** The bytes of a sample of tasks.json. */
export function sample(name: string): Buffer {
	const base64 = (samples as { [name: string]: string })[name];
	if (base64 === undefined) throw new Error(`There is no sample ${name}`);
	return Buffer.from(base64, 'base64');
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
