import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How long it may take to take everything down, in milliseconds; then the process ends all the same. */
const PATIENCE = 60_000;

/**
 * @typedef {object} Program
 * @property {AbortSignal} signal aborted when the user stops the program
 * @property {(cleanup: () => Promise<unknown>) => void} atEnd what takes down again what was set up; the last comes first
 */

/**
 * Does the work of a whole program, and ends the process. Whether the work comes to its end, fails, or is stopped by
 * Ctrl-C at any time: what it has set up is taken down before.
 *
 * @param {(program: Program) => Promise<void>} work has to end soon after its signal, or after what it uses was taken down
 * @returns {Promise<never>}
 */
export async function runProgram(work) {
	const stopping = new AbortController();
	const { signal } = stopping;
	// Not `once`, which takes its listener off before it calls it: signal-exit, which packages bring along, kills the
	// process by the same signal again when it finds no listener but its own.
	for (const name of SIGNALS) process.on(name, () => stopping.abort());

	/** @type {(() => Promise<unknown>)[]} */
	const cleanups = [];
	const working = work({ signal, atEnd: (cleanup) => cleanups.push(cleanup) });
	try {
		await Promise.race([working, untilAborted(signal)]);
	} catch (error) {
		if (!signal.aborted) fail(error);
	}
	if (signal.aborted) console.log('\nStopping ...');
	// Nobody should have to wait for ever for what does not end.
	await Promise.race([takeDown(cleanups, working), pause(PATIENCE)]);
	if (signal.aborted) {
		console.log('Stopped.');
		process.exitCode = 130;
	}
	process.exit();
}

/** @param {AbortSignal} signal */
export async function untilAborted(signal) {
	if (!signal.aborted) await once(signal, 'abort');
}

/** @param {Error} error */
function fail(error) {
	console.error(`\n${error.message}`);
	process.exitCode = 1;
}

/** @param {(() => Promise<unknown>)[]} cleanups @param {Promise<void>} working */
async function takeDown(cleanups, working) {
	await empty(cleanups);
	await working.catch(() => {});
	// What the work has set up in the meantime.
	await empty(cleanups);
}

/** @param {(() => Promise<unknown>)[]} cleanups */
async function empty(cleanups) {
	for (let last = cleanups.pop(); last; last = cleanups.pop()) await last().catch(() => {});
}
