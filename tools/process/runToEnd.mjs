import { readFileSync } from 'node:fs';
import { launch } from './launch.mjs';

/**
 * Runs a command to its end.
 *
 * @param {string} what it is, for the message when it fails
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, out: string, signal?: AbortSignal }} options its output is appended to the file `out`
 * @throws {Error} when it fails, with the end of its output; the signal's reason when aborted: then the command and all
 *   that it has started are gone
 */
export async function runToEnd(what, command, args, { signal, ...options }) {
	signal?.throwIfAborted();
	const child = launch(command, args, options);
	const kill = () => child.kill();
	signal?.addEventListener('abort', kill, { once: true });
	const code = await child.ended;
	signal?.removeEventListener('abort', kill);
	signal?.throwIfAborted();
	if (code !== 0)
		throw new Error(
			`${what} failed (exit code ${code}). The end of ${options.out}:\n${tail(options.out)}`,
		);
}

/** @param {string} file */
function tail(file) {
	return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
