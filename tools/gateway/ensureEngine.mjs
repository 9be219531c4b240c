/**
 * Installs the inference engine (node-llama-cpp) into tools/gateway/node_modules the first time it is needed.
 *
 * A plain `npm install` would also fetch every GPU build, about 725 MB, for a model of 2 MB. So optional packages are
 * left out and the one binary package of this platform is named instead: about 85 MB.
 */
import {
	copyFile,
	mkdir,
	mkdtemp,
	readFile,
	readdir,
	rename,
	rm,
	rmdir,
	stat,
} from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { megabytesIn } from '../process/arrived.mjs';
import { npmEnvironment } from '../process/environment.mjs';
import { whileBusy } from '../process/progress.mjs';
import { runToEnd } from '../process/runToEnd.mjs';

const gatewayFolder = fileURLToPath(new URL('.', import.meta.url));
const stagingFolder = path.join(gatewayFolder, '.cache');
const installed = path.join(gatewayFolder, 'node_modules');
const staleAfterMs = 60 * 60 * 1000;
/** What an install takes, in millions of bytes. */
const expectedSize = 85;
/** Milliseconds between two lines that say how far it is. */
const progressEvery = 5000;

const binaryPackages = {
	'linux x64': '@node-llama-cpp/linux-x64',
	'linux arm64': '@node-llama-cpp/linux-arm64',
	'linux arm': '@node-llama-cpp/linux-armv7l',
	'darwin arm64': '@node-llama-cpp/mac-arm64-metal',
	'darwin x64': '@node-llama-cpp/mac-x64',
	'win32 x64': '@node-llama-cpp/win-x64',
	'win32 arm64': '@node-llama-cpp/win-arm64',
};

/**
 * Makes sure that the engine of the gateway is installed. Does nothing when it is.
 *
 * The install runs in a folder of its own and is renamed into place when it is whole: an install that was cut off
 * leaves nothing half done, two at once do not disturb each other, and the lock file stays as it was.
 *
 * @param {object} [options]
 * @param {(line: string) => void} [options.log] told what is being done, one line at a time
 * @param {AbortSignal} [options.signal] ends an install, and what has come of it is removed
 * @returns {Promise<boolean>} true when something was installed, false when all was there
 * @throws {Error} when there is no binary for this platform, or npm fails (no network, no space)
 */
export async function ensureEngine({ log = console.log, signal } = {}) {
	const engine = await enginePackages();
	if (await isInstalled(engine)) return false;

	await mkdir(stagingFolder, { recursive: true });
	await removeLeftovers();
	const staging = await mkdtemp(path.join(stagingFolder, 'engine-'));
	try {
		log(
			`Installing ${engine.runtime} and ${engine.binary} ${engine.version} into tools/gateway/node_modules (about ${expectedSize} MB, once) ...`,
		);
		const soFar = async () =>
			`... ${await megabytesIn(staging)} of about ${expectedSize} MB have arrived`;
		const installing = () => installInto(staging, engine, signal);
		await whileBusy(installing, { log, soFar, every: progressEvery });
		await moveIntoPlace(staging, engine);
	} finally {
		await rm(staging, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
		// Only where no other install is in it.
		await rmdir(stagingFolder).catch(() => {});
	}
	log('The engine of the gateway is installed.');
	return true;
}

async function installInto(staging, { binary, version }, signal) {
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		await copyFile(path.join(gatewayFolder, file), path.join(staging, file));
	}
	const args = [
		'install',
		'--no-save',
		'--omit=optional',
		'--no-audit',
		'--no-fund',
		`${binary}@${version}`,
	];
	await runToEnd('npm install', 'npm', args, {
		cwd: staging,
		env: npmEnvironment(),
		out: path.join(staging, 'npm.log'),
		signal,
	});
}

async function enginePackages() {
	const { dependencies } = JSON.parse(
		await readFile(path.join(gatewayFolder, 'package.json'), 'utf8'),
	);
	const runtime = 'node-llama-cpp';
	const binary = binaryPackages[`${process.platform} ${process.arch}`];
	if (!binary)
		throw new Error(
			`The engine of the gateway has no build for ${process.platform} on ${process.arch}.`,
		);
	return { runtime, binary, version: dependencies[runtime] };
}

/** npm writes node_modules/.package-lock.json last, so what is listed there has arrived completely. */
async function isInstalled({ runtime, binary, version }) {
	try {
		const { packages } = JSON.parse(
			await readFile(path.join(installed, '.package-lock.json'), 'utf8'),
		);
		return [runtime, binary].every((name) => packages[`node_modules/${name}`]?.version === version);
	} catch {
		return false;
	}
}

async function moveIntoPlace(staging, engine) {
	// Another process may have finished first; its install is as good as this one.
	if (await isInstalled(engine)) return;
	try {
		await rename(installed, path.join(staging, 'replaced')).catch(unlessMissing);
		await rename(path.join(staging, 'node_modules'), installed);
	} catch (error) {
		if (!(await isInstalled(engine))) throw error;
	}
}

/** Removes what a killed install left behind. Younger folders may belong to one that is still running. */
async function removeLeftovers() {
	const names = await readdir(stagingFolder);
	for (const name of names.filter((each) => each.startsWith('engine-'))) {
		const folder = path.join(stagingFolder, name);
		// Another process may remove its own folder meanwhile.
		const age = await stat(folder).then(
			({ mtimeMs }) => Date.now() - mtimeMs,
			() => 0,
		);
		if (age > staleAfterMs) await rm(folder, { recursive: true, force: true });
	}
}

function unlessMissing(error) {
	if (error.code !== 'ENOENT') throw error;
}
