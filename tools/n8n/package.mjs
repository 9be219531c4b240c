import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * Unpacks a package made by `npm pack` to where n8n looks for community packages when it starts. It needs
 * no installation: peers resolve from n8n itself.
 *
 * @param {string} tarball
 * @param {string} userFolder the instance's folder
 * @returns {Promise<{ name: string, folder: string }>} the package's name and where it lies
 * @throws when the file is no package
 */
export async function unpackPackage(tarball, userFolder) {
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	const unpacked = await mkdtemp(join(nodes, 'unpacking-'));
	try {
		await promisify(execFile)('tar', [
			'-xzf',
			resolve(tarball),
			'-C',
			unpacked,
			'--strip-components=1',
		]);
		const { name } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'));
		const folder = join(nodes, 'node_modules', name);
		await rm(folder, { recursive: true, force: true });
		await mkdir(dirname(folder), { recursive: true });
		await rename(unpacked, folder);
		return { name, folder };
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}
