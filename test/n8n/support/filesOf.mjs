import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * Every file below a folder with its bytes, one letter a byte; without the packages that n8n has installed.
 *
 * @param {string} folder
 * @returns {Promise<{ name: string, text: string }[]>}
 */
export async function filesOf(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name))
		.filter((path) => !/[/\\](node_modules|\.cache)[/\\]/.test(path));
	return await Promise.all(
		paths.map(async (path) => ({
			name: relative(folder, path),
			text: await readFile(path, 'latin1'),
		})),
	);
}
