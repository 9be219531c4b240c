import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT = 5_000;
const SILENCE = 60_000;
const POLL = 500;

/**
 * Does some work while no other process that uses the same lock file does.
 *
 * The holder touches the file every 5 s. It counts as left behind when its process is dead, or when it
 * was not touched for 60 s: process ids are reused, and mean nothing between containers.
 *
 * @template T
 * @param {string} file
 * @param {(holder: string) => void} onWait called once when another process holds the lock, then every 20 s
 * @param {() => Promise<T>} work
 * @param {AbortSignal} [signal] ends the waiting
 * @returns {Promise<T>}
 */
export async function withLock(file, onWait, work, signal) {
	const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
	await acquire(file, mine, onWait, signal);
	const beat = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), BEAT);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		if ((await read(file)) === mine) await rm(file, { force: true });
	}
}

/** @param {string} file @param {string} mine @param {(holder: string) => void} onWait @param {AbortSignal} [signal] */
async function acquire(file, mine, onWait, signal) {
	let seen = { touched: 0, at: performance.now() };
	let told = -Infinity;
	while (!(await create(file, mine))) {
		signal?.throwIfAborted();
		const holder = await read(file);
		const touched = (await stat(file).catch(() => null))?.mtimeMs ?? 0;
		// Silence is measured on our own clock: a machine that slept, or a file server's clock, must not break a lock.
		if (touched !== seen.touched) seen = { touched, at: performance.now() };
		if (holder === undefined) continue;
		if (isDead(holder) || performance.now() - seen.at > SILENCE) {
			await clear(file, holder);
			continue;
		}
		if (performance.now() - told > 20_000) {
			told = performance.now();
			onWait(pidOf(holder) ? `process ${pidOf(holder)}` : 'another process');
		}
		await sleep(POLL);
	}
}

/** Removes exactly the lock that was judged left behind, never a newer one: only one process at a time may look and remove. */
async function clear(/** @type {string} */ file, /** @type {string} */ holder) {
	const guard = `${file}.clearing`;
	try {
		await mkdir(guard);
	} catch {
		const age = Date.now() - ((await stat(guard).catch(() => null))?.mtimeMs ?? Date.now());
		if (age > 10_000) await rmdir(guard).catch(() => {});
		await sleep(POLL);
		return;
	}
	try {
		if ((await read(file)) === holder) await rm(file, { force: true });
	} finally {
		await rmdir(guard).catch(() => {});
	}
}

/** @param {string} file @param {string} content @returns {Promise<boolean>} false when it exists already */
async function create(file, content) {
	try {
		await writeFile(file, content, { flag: 'wx' });
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
		throw error;
	}
}

/** @param {string} file @returns {Promise<string | undefined>} undefined when there is none */
async function read(file) {
	return await readFile(file, 'utf8').catch(() => undefined);
}

/** @param {string} holder */
function pidOf(holder) {
	try {
		const { pid, host } = JSON.parse(holder);
		return host === hostname() ? pid : undefined;
	} catch {
		// Created a moment ago and not yet written.
		return undefined;
	}
}

/** @param {string} holder */
function isDead(holder) {
	const pid = pidOf(holder);
	if (!pid) return false;
	try {
		process.kill(pid, 0);
		return false;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
	}
}
