import { spawn } from 'node:child_process';

/**
 * Runs npm and keeps its output for the case that it fails.
 *
 * @param {string[]} args
 * @param {string} cwd folder to run in
 * @returns {Promise<void>}
 * @throws {Error} with what npm printed
 */
export function runNpm(args, cwd) {
	return new Promise((resolve, reject) => {
		let output = '';
		// npm is a command script on Windows, and those only start through a shell.
		const npm = spawn('npm', args, {
			cwd,
			env: npmEnvironment(),
			shell: process.platform === 'win32',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		npm.stdout.on('data', (text) => (output += text));
		npm.stderr.on('data', (text) => (output += text));
		npm.once('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
		npm.once('close', (code) => {
			if (code === 0) resolve(undefined);
			else
				reject(
					new Error(
						`npm could not install the engine of the gateway (exit code ${code}):\n${output.trim()}`,
					),
				);
		});
	});
}

/**
 * Under `npm run` the settings of the outer npm are inherited as npm_* variables: its project folder, prefix, workspaces
 * and omitted kinds would steer the inner one. Only those that say how to reach the packages are kept.
 */
function npmEnvironment() {
	const kept =
		/^npm_config_(registry|cache|cafile|ca|proxy|https_proxy|noproxy|userconfig|globalconfig)$/i;
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => kept.test(name) || !/^npm_/i.test(name)),
	);
}
