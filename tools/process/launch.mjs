import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const LEASH = fileURLToPath(new URL('leash.mjs', import.meta.url));

/**
 * Starts a command that dies with this process (see leash.mjs). Its output goes to files, not pipes:
 * nothing is lost when it prints more than we read, and a log remains.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv, out: string, err?: string }} options `out` and `err` are
 *   files to append to; without `err` both streams go to `out`
 * @returns {{ pid: number, ended: Promise<number>, running: () => boolean, stop: (graceMs?: number) => Promise<void>, kill: () => Promise<void> }}
 *   `ended` gives the exit code, 128 + signal number, or 127 when the command could not be started;
 *   `stop` sends SIGTERM to the whole group, and SIGKILL after `graceMs` milliseconds; `kill` sends SIGKILL at once
 */
export function launch(command, args, { cwd, env, out, err = out }) {
	const outFile = openSync(out, 'a');
	const errFile = err === out ? outFile : openSync(err, 'a');
	const child = spawn(process.execPath, [LEASH, command, ...args], {
		cwd,
		env,
		detached: process.platform !== 'win32',
		stdio: ['pipe', outFile, errFile],
		windowsHide: true,
	});
	for (const file of new Set([outFile, errFile])) closeSync(file);
	child.stdin?.on('error', () => {});

	const ended = new Promise((resolve) => {
		child.on('error', () => resolve(127));
		child.on('exit', (code) => {
			// What the command itself left behind in its group.
			signalGroup(child, 'SIGKILL');
			resolve(code ?? 137);
		});
	});

	return {
		pid: child.pid ?? -1,
		ended,
		running: () => child.exitCode === null && child.signalCode === null,
		async stop(graceMs = 5000) {
			signalGroup(child, 'SIGTERM');
			const force = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
			await ended;
			clearTimeout(force);
		},
		async kill() {
			signalGroup(child, 'SIGKILL');
			await ended;
		},
	};
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
	if (!child.pid) return;
	try {
		if (process.platform !== 'win32') process.kill(-child.pid, signal);
		// Closing the pipe makes the leash kill its whole tree.
		else child.stdin?.end();
	} catch {
		// The group is gone already.
	}
}

/**
 * A TCP port of the loopback interface that is free right now, below those that systems give to whoever asks for any
 * (from 32768 on): what n8n is to listen on must not be taken by a connection before it has started.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
	for (;;) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		if (await isFree(port)) return port;
	}
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
