import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { n8nEnvironment } from '../process/environment.mjs';

/**
 * The environment of one n8n instance: its own folder and key, reachable from this machine only, and
 * silent towards the rest of the world. With all of these n8n calls no other host.
 *
 * @param {{ folder: string, node: string, version: string }} options `folder` holds everything n8n writes, `node` is the
 *   binary that runs it
 * @returns {NodeJS.ProcessEnv}
 */
export function quietSettings({ folder, node, version }) {
	const env = n8nEnvironment();
	const temporary = join(folder, 'temporary');
	return {
		...env,
		// n8n leaves folders there.
		TMPDIR: temporary,
		TEMP: temporary,
		TMP: temporary,
		// n8n starts task runners by the name `node`; the one of this n8n has to be found first.
		PATH: [dirname(node), env.PATH ?? env.Path].filter(Boolean).join(delimiter),
		// n8n caches its editor files below HOME; two instances must not share them.
		HOME: folder,
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: encryptionKey(folder),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_LOG_LEVEL: 'warn',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		...settingsOf(version),
	};
}

/** @param {string} version of n8n */
function settingsOf(version) {
	// Its other engine for expressions needs a module that install scripts would compile.
	if (version.startsWith('1.')) return { N8N_EXPRESSION_ENGINE: 'legacy' };
	// Stops a catalogue fetch at start that has no switch of its own.
	return { N8N_DISABLED_MODULES: 'mcp-registry' };
}

/** A new key; or the one that this folder's n8n has used so far, without which it refuses to start. @param {string} folder */
function encryptionKey(folder) {
	try {
		return JSON.parse(readFileSync(join(folder, '.n8n', 'config'), 'utf8')).encryptionKey;
	} catch {
		return randomBytes(24).toString('hex');
	}
}
