/**
 * Runs a command that must not outlive the process that started it: `node leash.mjs <command> [args…]`.
 *
 * The starter holds the other end of our stdin. However it ends, also by kill -9, that pipe closes, and
 * the whole process group is killed. Signal handlers in the starter could not promise that.
 */
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

const windows = process.platform === 'win32';
const [command, ...args] = process.argv.slice(2);

// On Windows npm is a batch file, which only a shell can start.
const shell = windows && command === 'npm';
const child = spawn(command, args, {
	stdio: ['ignore', 'inherit', 'inherit'],
	shell,
	windowsHide: true,
});

child.on('error', (error) => {
	console.error(`${command} could not be started: ${error.message}`);
	process.exit(127);
});
child.on('exit', (code, signal) =>
	process.exit(code ?? 128 + constants.signals[signal ?? 'SIGKILL']),
);

// A SIGTERM sent to the group is for the command; we stay to report how it ended.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});

function killGroup() {
	if (windows) spawnSync('taskkill', ['/pid', String(process.pid), '/T', '/F']);
	else process.kill(-process.pid, 'SIGKILL');
}

process.stdin.on('end', killGroup).on('error', killGroup).resume();
