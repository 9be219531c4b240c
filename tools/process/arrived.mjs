import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Counts the packages that npm has unpacked so far.
 *
 * @param {string} folder with a package-lock.json, in which `npm ci` is at work
 * @returns {Promise<string>} such as `1,204 of about 2,100 packages`; about, because npm alone knows which of the
 *   optional ones it takes
 */
export async function packagesIn(folder) {
	const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
	const places = Object.keys(packages).filter(
		(place) => place !== '' && isForHere(packages[place]),
	);
	const there = places.filter((place) => existsSync(join(folder, place, 'package.json')));
	return `${number(there.length)} of about ${number(places.length)} packages`;
}

/** @param {{ os?: string | string[], cpu?: string | string[] }} entry of a lock file */
function isForHere({ os = [], cpu = [] }) {
	return fits([os].flat(), process.platform) && fits([cpu].flat(), process.arch);
}

/** @param {string[]} names those that are meant, or with `!` those that are not; none where all are @param {string} own */
function fits(names, own) {
	return names.includes(own) || names.every((name) => name.startsWith('!') && name !== `!${own}`);
}

/**
 * Adds up what is in a folder that others are writing to.
 *
 * @param {string} folder
 * @returns {Promise<number>} in millions of bytes
 */
export async function megabytesIn(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const files = entries.filter((entry) => entry.isFile());
	const sizes = await Promise.all(
		files.map(({ parentPath, path, name }) =>
			stat(join(parentPath ?? path, name)).then(
				({ size }) => size,
				() => 0,
			),
		),
	);
	return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1e6);
}

/** @param {number} value */
const number = (value) => value.toLocaleString('en-US');
