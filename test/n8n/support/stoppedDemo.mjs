import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryFolder } from '../../../tools/n8n/temporaryFolder.mjs';
import { processesWith, runDemo } from './demoRun.mjs';
import { freshClone } from './freshClone.mjs';

const own = await temporaryFolder();
after(() => rm(own, { recursive: true, force: true }));
const inOwn = async (/** @type {string} */ name) => {
	await mkdir(join(own, name));
	return join(own, name);
};
/** Everything temporary of the demos, an empty cache of the user, what the demos said. */
const temporary = await inOwn('temporary');
const emptyCache = await inOwn('cache');
const logs = await inOwn('logs');

/**
 * @typedef {object} Phase of `npm run demo`
 * @property {string[]} [args] behind `npm run demo --`
 * @property {RegExp} said what shows that it has come so far
 * @property {number} [later] milliseconds after that
 * @property {boolean} [isBare] nothing but the packages is installed
 * @property {boolean} [isBuilt] the package is built by then
 * @property {(found: RegExpExecArray) => Promise<void>} [look] what is there before it is stopped
 */

/** Runs the demo in a fresh clone up to a phase, presses Ctrl-C, and sees that nothing is left. @param {Phase} phase */
export async function stopDemoIn({ args = [], said, later = 0, isBare, isBuilt = false, look }) {
	const clone = await freshClone();
	if (!isBare) await clone.addEngine();
	const before = await clone.files();
	const env = { TMPDIR: temporary, ...(isBare && { XDG_CACHE_HOME: emptyCache }) };
	const demo = runDemo(args, { folder: clone.folder, env, logs });
	try {
		const found = await demo.said(said);
		await look?.(found);
		await pause(later);
		demo.pressCtrlC();
		assert.equal(await demo.ended, 130, await demo.output());
		assert.match(await demo.output(), /\nStopped\.\n/);
		for (const folder of [temporary, emptyCache]) assert.deepEqual(await readdir(folder), []);
		assert.deepEqual(await processesWith(temporary), []);
		assert.equal(existsSync(join(clone.folder, 'dist')), isBuilt);
		const left = (await clone.files()).filter((file) => !/^dist\b/.test(file));
		assert.deepEqual(left, before);
	} finally {
		await demo.kill();
		await clone.remove();
	}
}
