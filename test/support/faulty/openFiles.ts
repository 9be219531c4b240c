/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- the limit of this process is set from outside of it */
import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';

/** Sets the soft limit, waits for a line, and sets it back; it is there beforehand, as nothing can be started then. */
const script =
	'read go; prlimit --pid $1 --nofile=$2: && echo set; read go; prlimit --pid $1 --nofile=$3:';

/** Whether the limit of open files can be set (Linux, util-linux). */
export function canLimitFiles(): boolean {
	return spawnSync('prlimit', ['--version']).status === 0;
}

/** No number below it is free: nothing further can be opened. */
const nothingMore = 3;

/** A limit of open files of this process. */
export interface FileLimit {
	/** @param free how many more can be opened, about; 0: none */
	set(free: number): Promise<void>;
	lift(): Promise<void>;
}

export function fileLimit(): FileLimit {
	const pid = String(process.pid);
	const asked = spawnSync('prlimit', ['--pid', pid, '--nofile', '-o', 'SOFT', '--noheadings']);
	const usual = asked.stdout.toString().trim();
	let child: ChildProcessByStdio<Writable, Readable, null> | undefined;
	return {
		async set(free) {
			// The lowest number that is free is given, so that the highest in use counts.
			const highest = Math.max(...readdirSync('/proc/self/fd').map(Number));
			const most = String(free === 0 ? nothingMore : highest + free);
			child = spawn('sh', ['-c', script, 'limit', pid, most, usual], {
				stdio: ['pipe', 'pipe', 'inherit'],
			});
			child.stdin.write('\n');
			await once(child.stdout, 'data');
		},
		async lift() {
			if (child === undefined) return;
			const over = once(child, 'exit');
			child.stdin.end('\n');
			await over;
			child = undefined;
		},
	};
}
