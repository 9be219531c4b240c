/* eslint-disable no-console -- what the console prints is what is listened to */
/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- what a run prints is known to the process alone */
import { inspect } from 'node:util';

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/** Collects what the process prints, in whatever way, until it is told to stop. */
export function listenToProcess(): { stop: () => string[] } {
	const heard: string[] = [];
	const restore: Array<() => void> = [];
	for (const stream of streams()) {
		const { write } = stream;
		stream.write = ((bytes: string | Uint8Array, ...more: unknown[]) => {
			heard.push(typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1'));
			const done = more.find((each) => typeof each === 'function') as (() => void) | undefined;
			done?.();
			return true;
		}) as typeof write;
		restore.push(() => (stream.write = write));
	}
	for (const method of methods) {
		const print = console[method];
		console[method] = (...values: unknown[]) => void heard.push(inWords(values));
		restore.push(() => (console[method] = print));
	}
	return {
		stop: () => {
			for (const each of restore) each();
			return heard;
		},
	};
}

/** Where winston, which is n8n's logger, writes is known by names of the console that are not public. */
function streams(): Set<NodeJS.WriteStream> {
	const { _stdout, _stderr } = console as unknown as { [name: string]: NodeJS.WriteStream };
	const all = [process.stdout, process.stderr, _stdout, _stderr];
	return new Set(all.filter((stream) => stream !== undefined));
}

/** Values as the console prints them, and deeper. */
function inWords(values: unknown[]): string {
	return values
		.map((value) => (typeof value === 'string' ? value : inspect(value, { depth: 12 })))
		.join(' ');
}
