import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { npmEnvironment } from './process/environment.mjs';
import { runToEnd } from './process/runToEnd.mjs';

/** The project's folder. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the package into dist/.
 *
 * @param {string} logs folder for what the build says
 * @param {{ signal?: AbortSignal }} [options]
 * @throws {Error} with the end of that when it fails; the signal's reason when aborted, with no half of dist/ left
 */
export async function buildProject(logs, { signal } = {}) {
	const options = {
		cwd: projectFolder,
		// gulp leaves what it knows of Node.js in the user's cache.
		env: { ...npmEnvironment(), XDG_CACHE_HOME: logs },
		out: join(logs, 'build.log'),
		signal,
	};
	try {
		await runToEnd('The build', 'npm', ['run', 'build'], options);
	} finally {
		if (signal?.aborted) await rm(join(projectFolder, 'dist'), { recursive: true, force: true });
	}
}

/**
 * Builds the package and packs it as npm would for a release.
 *
 * @param {string} destination folder for the tarball
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<string>} path of the tarball
 * @throws {Error} with the end of its output when the build fails; the signal's reason when aborted
 */
export async function packProject(destination, { signal } = {}) {
	await buildProject(destination, { signal });
	const { stdout } = await promisify(execFile)(
		'npm',
		['pack', '--json', '--pack-destination', destination],
		{
			cwd: projectFolder,
			shell: process.platform === 'win32',
			maxBuffer: 16 * 1024 * 1024,
			signal,
		},
	);
	return join(destination, JSON.parse(stdout)[0].filename);
}
