import { homedir } from 'node:os';
import { join } from 'node:path';

/** @returns {string} the user's cache folder for this project; it may not exist yet */
export function cacheFolder() {
	return join(base(), 'n8n-nodes-aigc2d');
}

function base() {
	if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
	if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
	return join(homedir(), '.cache');
}
