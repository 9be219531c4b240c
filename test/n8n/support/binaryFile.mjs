import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * The bytes of a file that an item carries, from where n8n keeps it.
 *
 * @param {{ folder: string }} n8n the instance
 * @param {{ id?: string, data: string }} binary one of the item's `binary`
 * @returns {Promise<Buffer>}
 */
export async function binaryFile({ folder }, { id, data }) {
	if (!id) return Buffer.from(data, 'base64');
	const name = basename(id);
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const found = entries.find((entry) => entry.isFile() && entry.name === name);
	if (!found) throw new Error(`n8n has no file for the binary data ${id}`);
	return await readFile(join(found.parentPath ?? found.path, name));
}
