import { spawnSync } from 'node:child_process';
import { statfs } from 'node:fs/promises';

const NEEDED_GB = 4;

/**
 * @param {string} folder an existing folder on the disk that will be used
 * @throws when less than 4 GB are free there
 */
export async function checkDisk(folder) {
	const free = await freeGigabytes(folder);
	if (free >= NEEDED_GB) return;
	throw new Error(
		`n8n needs ${NEEDED_GB} GB of disk space while it is installed, and ${folder} has ${free.toFixed(1)} GB. ` +
			'Free some space, or set XDG_CACHE_HOME to a folder on another disk.',
	);
}

/** @param {string} folder an existing one @returns {Promise<number>} what is free on its disk */
export async function freeGigabytes(folder) {
	const { bavail, bsize } = await statfs(folder);
	return (bavail * bsize) / 1e9;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @throws when npm, or what compiles n8n's database driver, is missing; the message says what to install
 */
export function checkTools(env) {
	if (process.platform === 'win32') return;
	if (!runs('npm', env))
		throw new Error('npm is needed to install n8n, and was not found. It comes with Node.js.');
	const missing = ['python3', 'make', 'g++'].filter((tool) => !runs(tool, env));
	if (!missing.length) return;
	const remedy =
		process.platform === 'darwin'
			? 'Install them with: xcode-select --install'
			: 'On Debian or Ubuntu: apt-get install python3 make g++';
	throw new Error(
		`n8n's database driver has to be compiled here, and that needs ${missing.join(', ')}. ${remedy}`,
	);
}

/** @param {string} tool @param {NodeJS.ProcessEnv} env */
function runs(tool, env) {
	return spawnSync(tool, ['--version'], { env, stdio: 'ignore' }).status === 0;
}
