import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../../tools/n8n/lock.mjs';

/**
 * @typedef {object} Kept a folder with an n8n that outlives the demo
 * @property {string} folder
 * @property {boolean} isReady the example was run there, and the user may have changed it since
 * @property {() => Promise<void>} setReady
 */

/** What shows that a folder is one of these. n8n is let into no other: it would write, and remove, files there. */
const mark = 'demo.json';

/**
 * Does some work with a kept folder while no other demo does.
 *
 * @template T
 * @param {string} folder
 * @param {import('../main.mjs').Demo} demo
 * @param {(kept: Kept) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Error} when there is something else in the folder
 */
export async function withKept(folder, { log, signal }, work) {
	const markFile = join(folder, mark);
	await mkdir(folder, { recursive: true });
	const names = await readdir(folder);
	if (names.length > 0 && !names.includes(mark))
		throw new Error(
			`${folder} has other files in it. Name a folder that is empty, or that --keep has made.`,
		);
	if (names.length === 0) await writeMark(false);

	const onWait = (/** @type {string} */ holder) =>
		log(`Waiting for ${holder}, which uses ${folder} ...`);
	return await withLock(
		join(folder, 'demo.lock'),
		onWait,
		async () => {
			const { isReady } = JSON.parse(await readFile(markFile, 'utf8'));
			return await work({ folder, isReady, setReady: () => writeMark(true) });
		},
		signal,
	);

	/** @param {boolean} isReady */
	async function writeMark(isReady) {
		await writeFile(markFile, JSON.stringify({ of: 'npm run demo -- --editor --keep', isReady }));
	}
}
