import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs a package of Debian, where that can be done without asking: as root, with apt-get.
 *
 * @param {string} name
 * @param {string} words what is said before it, as in `Installing Chromium (about a minute)`
 * @param {(line: string) => void} log
 * @returns {boolean} whether it was tried
 */
export function aptInstall(name, words, log) {
	const isDebian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
	if (process.getuid?.() !== 0 || !isDebian) return false;
	log(`Installing ${words} with apt-get ...`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const aptGet = (/** @type {string[]} */ ...args) =>
		spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
	aptGet('update');
	aptGet('install', '--yes', '--no-install-recommends', name);
	return true;
}
