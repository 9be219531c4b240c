import { existsSync, realpathSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagesIn } from '../process/arrived.mjs';
import { n8nEnvironment, npmEnvironment } from '../process/environment.mjs';
import { stepper } from '../process/progress.mjs';
import { runToEnd } from '../process/runToEnd.mjs';
import { cacheFolder } from './cacheFolder.mjs';
import { withLock } from './lock.mjs';
import { paths, platformNode } from './platform.mjs';
import { checkDisk, checkTools, freeGigabytes } from './requirements.mjs';

/** @typedef {{ folder: string, node: string, n8n: string, version: string }} Installation absolute paths; `n8n` is a script that `node` runs */

/**
 * Gives the real n8n, installed on first use into the user's cache folder with the Node.js that it needs.
 * The first time takes about five minutes and 3 GB; afterwards it returns at once. Safe to call from
 * several processes, and after an install that was cut off anywhere.
 *
 * @param {{ version?: string, log?: (line: string) => void, signal?: AbortSignal }} [options] `version` has a folder with its
 *   manifest beside this file; `signal` ends the install, and what has come of it is removed
 * @returns {Promise<Installation>}
 * @throws when something is missing or fails; the message says what to do
 */
export async function installN8n({ version = '2.41.1', log = console.log, signal } = {}) {
	const manifests = fileURLToPath(new URL(version, import.meta.url));
	if (!existsSync(manifests))
		throw new Error(
			`There is no manifest for n8n ${version} in ${fileURLToPath(new URL('.', import.meta.url))}`,
		);
	const platform = platformNode(manifests);
	const cache = cacheFolder();
	const folder = join(cache, `n8n-${version}-node${platform.major}`);
	const finished = () => isFinished(folder, platform, manifests);

	if (!(await finished())) {
		await mkdir(cache, { recursive: true });
		const onWait = (/** @type {string} */ holder) =>
			log(`Waiting for ${holder}, which is installing n8n ${version} ...`);
		const installing = async () => {
			if (!(await finished())) await install({ version, manifests, folder, platform, log, signal });
		};
		try {
			await withLock(`${folder}.lock`, onWait, installing, signal);
		} finally {
			// Only where nothing else is in it.
			if (signal?.aborted) await rmdir(cache).catch(() => {});
		}
	}
	return { ...paths(folder, platform), version };
}

/** @typedef {import('./platform.mjs').PlatformNode} PlatformNode */

/** @typedef {{ version: string, manifests: string, folder: string, platform: PlatformNode, log: (line: string) => void, signal?: AbortSignal }} Job */

/** @param {Job} job */
async function install(job) {
	const { folder, signal } = job;
	const partial = `${folder}.partial`;
	const out = `${folder}.log`;
	try {
		await installInto(partial, out, job);
	} catch (error) {
		if (!signal?.aborted)
			throw new Error(`${error.message}\nRunning the same command again starts afresh.`);
		await remove(partial);
		await remove(out);
		throw error;
	}
	await rm(folder, { recursive: true, force: true });
	await rename(partial, folder);
}

/** @param {string} partial folder @param {string} out file for what the commands say @param {Job} job */
async function installInto(partial, out, { version, manifests, folder, platform, log, signal }) {
	const env = npmEnvironment();
	const step = stepper(4, log);
	const { node, n8n } = paths(partial, platform);
	const modules = join(partial, 'node_modules');

	/** @param {string} what @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [own] */
	const run = (what, command, args, own = env) =>
		runToEnd(what, command, args, { cwd: partial, env: own, out, signal });

	log(
		`Installing n8n ${version} into ${folder} (once; 4 to 10 minutes, and 4 GB with npm's own cache)`,
	);
	await step('Clearing leftovers, checking free space and build tools', async () => {
		await rm(out, { force: true });
		// Whatever an interrupted install or an older manifest left; npm would delete it as well.
		await remove(partial);
		await mkdir(partial);
		await checkDisk(partial);
		checkTools(env);
	});
	const download = async () => {
		for (const file of ['package.json', 'package-lock.json'])
			await copyFile(join(manifests, file), join(partial, file));
		// Install scripts stay off: most would compile or download what n8n does not need here.
		await run('npm ci', 'npm', [
			'ci',
			'--ignore-scripts',
			'--engine-strict=false',
			'--no-audit',
			'--no-fund',
			'--no-update-notifier',
		]);
	};
	// Packages are unpacked late; before that they arrive in npm's cache, which may hold much else, but is usually on
	// the same disk.
	const free = await freeGigabytes(partial);
	const soFar = async () => {
		const written = Math.max(0, free - (await freeGigabytes(partial))) * 1000;
		return `${written.toFixed()} of about 3,700 MB on the disk, ${await packagesIn(partial)} unpacked`;
	};
	await step('Downloading n8n and its Node.js with npm', download, soFar);
	await step("Compiling n8n's database driver, sqlite3 (1 to 3 minutes)", async () => {
		const headers = join(modules, platform.name);
		// Without headers beside the binary, as on Windows, node-gyp downloads them.
		const nodedir = existsSync(join(headers, 'include', 'node', 'node_version.h'))
			? [`--nodedir=${headers}`]
			: [];
		const gyp = join(modules, 'node-gyp', 'bin', 'node-gyp.js');
		await run('Compiling sqlite3', node, [
			gyp,
			'rebuild',
			`--directory=${join(modules, 'sqlite3')}`,
			...nodedir,
		]);
	});
	await step('Starting it once', async () => {
		const own = { ...n8nEnvironment(), HOME: partial, N8N_USER_FOLDER: partial };
		await run('Loading sqlite3', node, ['-e', "require('sqlite3')"], own);
		await run('n8n --version', node, [n8n, '--version'], own);
	});
}

/** Also what a process that was just killed may still be writing to. @param {string} path */
function remove(path) {
	return rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
}

/** An install counts only under its final name, and only while it is of the manifest in this repository. */
async function isFinished(
	/** @type {string} */ folder,
	/** @type {PlatformNode} */ platform,
	/** @type {string} */ manifests,
) {
	const { node, n8n } = paths(folder, platform);
	if (!existsSync(node) || !existsSync(n8n)) return false;
	const lock = 'package-lock.json';
	const [ours, theirs] = await Promise.all(
		[manifests, folder].map((where) => readFile(join(where, lock), 'utf8').catch(() => '')),
	);
	return ours === theirs;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		const { node, n8n } = await installN8n();
		console.log(`n8n is ready:\n${node} ${n8n}`);
	} catch (error) {
		console.error(/** @type {Error} */ (error).message);
		process.exitCode = 1;
	}
}
