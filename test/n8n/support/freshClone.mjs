import { execFileSync } from 'node:child_process';
import { cp, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../../tools/n8n/temporaryFolder.mjs';
import { projectFolder } from '../../../tools/packProject.mjs';

/**
 * The project as it is after a clone and `npm ci`: what git has, or would take, and the packages as a link.
 *
 * @returns {Promise<{ folder: string, addEngine: () => Promise<void>, files: () => Promise<string[]>, remove: () => Promise<void> }>}
 *   `addEngine` puts the engine of the embedded gateway in place; `files` are all that are there, without packages
 */
export async function freshClone() {
	const folder = await temporaryFolder();
	const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
	const names = execFileSync('git', list, { cwd: projectFolder, encoding: 'utf8' }).split('\0');
	for (const name of names.filter((each) => each && !/^(docs|test)\//.test(each)))
		await cp(join(projectFolder, name), join(folder, name)).catch(unlessMissing);
	await symlink(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
	const engine = join('tools', 'gateway', 'node_modules');
	return {
		folder,
		addEngine: () => symlink(join(projectFolder, engine), join(folder, engine)),
		files: async () => (await readdir(folder, { recursive: true })).sort(),
		remove: () => rm(folder, { recursive: true, force: true }),
	};
}

/** Git lists what was deleted and not yet committed. */
function unlessMissing(error) {
	if (error.code !== 'ENOENT') throw error;
}
