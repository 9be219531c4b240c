import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder of this process in the system's temporary folder. Those of processes that were killed
 * before they could clean up are removed on the way.
 *
 * @returns {Promise<string>}
 */
export async function temporaryFolder() {
	const mine = `n8n-nodes-aigc2d-${hostname()}-`;
	for (const name of await readdir(tmpdir())) {
		const pid = name.startsWith(mine) ? Number(name.slice(mine.length).split('-')[0]) : NaN;
		if (pid && !isAlive(pid))
			await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
	}
	return await mkdtemp(join(tmpdir(), `${mine}${process.pid}-`));
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH';
	}
}
