import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** All files below a folder, by their paths in it. @param {string} folder @returns {Promise<string[]>} */
export async function filesBelow(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Those of some texts that stand in any file below a folder. @param {string} folder @param {string[]} texts ASCII @returns {Promise<string[]>} */
export async function textsBelow(folder, texts) {
	const found = new Set();
	for (const file of await filesBelow(folder)) {
		const bytes = await readFile(join(folder, file));
		for (const text of texts) if (bytes.includes(text)) found.add(text);
	}
	return [...found];
}
