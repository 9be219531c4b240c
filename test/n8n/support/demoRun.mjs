import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from '../../../tools/process/launch.mjs';

/**
 * Starts `npm run demo` as a terminal does: all of it in one group, which gets what one presses.
 *
 * @param {string[]} args behind `npm run demo --`
 * @param {{ folder: string, env: NodeJS.ProcessEnv, logs: string }} options `folder` of the project
 * @returns {{ said: (words: RegExp) => Promise<RegExpExecArray>, pressCtrlC: () => void, kill: () => Promise<void>, ended: Promise<number>, output: () => Promise<string> }}
 *   `said` waits until it has said something
 */
export function runDemo(args, { folder, env, logs }) {
	const out = join(logs, `${randomUUID()}.log`);
	const all = { ...process.env, ...env };
	const demo = launch('npm', ['run', 'demo', '--', ...args], { cwd: folder, env: all, out });
	const output = () => readFile(out, 'utf8');
	return {
		async said(words) {
			for (;;) {
				const isRunning = demo.running();
				const text = await output();
				const found = words.exec(text);
				if (found) return found;
				if (!isRunning) throw new Error(`It ended without saying ${words}:\n${text}`);
				await pause(20);
			}
		},
		pressCtrlC: () => process.kill(-demo.pid, 'SIGINT'),
		kill: () => demo.kill(),
		ended: demo.ended,
		output,
	};
}

/**
 * What of a demo is still running, by its environment; known on Linux only.
 *
 * @param {string} mark something that its environment alone has
 * @returns {Promise<string[]>} their command lines
 */
export async function processesWith(mark) {
	const ids = await readdir('/proc').catch(() => []);
	const read = (id, name) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
	const found = [];
	for (const id of ids.filter((each) => /^\d+$/.test(each)))
		if ((await read(id, 'environ')).includes(mark))
			found.push((await read(id, 'cmdline')).replaceAll('\0', ' '));
	return found;
}
