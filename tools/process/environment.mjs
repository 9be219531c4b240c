const FOR_NPM =
	/^npm_config_(registry|userconfig|globalconfig|cache|proxy|https_proxy|noproxy|cafile|ca|strict_ssl|fetch_.*)$/i;
const FOR_N8N =
	/^(PATH|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|SYSTEMDRIVE|APPDATA|LOCALAPPDATA)$/i;

/**
 * The environment for npm and the compiler: without what `npm run` and a test runner added, which would
 * make npm work on the wrong package; with where the user's packages come from.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
	return only((name) => {
		if (/^npm_/i.test(name)) return FOR_NPM.test(name);
		return !/^(NODE_OPTIONS|NODE_ENV|NODE_PATH|INIT_CWD|JEST_WORKER_ID)$/i.test(name);
	});
}

/**
 * The environment for n8n: only what a program needs to run at all. A setting of another n8n of the user,
 * such as DB_TYPE or N8N_ENCRYPTION_KEY, must not reach this one, nor a proxy between it and loopback.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function n8nEnvironment() {
	return only((name) => FOR_N8N.test(name));
}

/** @param {(name: string) => boolean} keep */
function only(keep) {
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => keep(name)));
}
