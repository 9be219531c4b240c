import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The project's folder. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the package and packs it as npm would for a release.
 *
 * @param {string} destination folder for the tarball
 * @returns {Promise<string>} path of the tarball
 * @throws {Error} with the output of the build when it fails
 */
export async function packProject(destination) {
	const options = {
		cwd: projectFolder,
		shell: process.platform === 'win32',
		maxBuffer: 16 * 1024 * 1024,
	};
	await run('npm', ['run', 'build'], options).catch((error) => {
		throw new Error(`The build failed:\n${error.stdout}${error.stderr}`);
	});
	const { stdout } = await run(
		'npm',
		['pack', '--json', '--pack-destination', destination],
		options,
	);
	return join(destination, JSON.parse(stdout)[0].filename);
}
