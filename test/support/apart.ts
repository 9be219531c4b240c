/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a thread of its own needs node:worker_threads */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A gateway in a thread of its own, which answers while this one is busy. */
export interface ApartGateway {
	/** Address for the credential. */
	url: string;
	close(): Promise<void>;
}

/**
 * Starts it. The message of a request is a list of milliseconds: how long to wait before the head of the answer, and
 * before each of its pieces.
 */
export async function startApart(): Promise<ApartGateway> {
	const worker = new Worker(join(__dirname, 'apartGateway.mjs'));
	const port = await new Promise<number>((resolve, reject) => {
		worker.once('message', resolve);
		worker.once('error', reject);
	});
	return {
		url: `http://127.0.0.1:${port}`,
		close: async () => void (await worker.terminate()),
	};
}

/**
 * Keeps this thread busy for so many milliseconds, so that it hears of nothing, without taking the time of a core; in
 * that phase of the event loop after which timers come first, and reading after them.
 */
export async function block(milliseconds: number): Promise<void> {
	await new Promise<void>((resolve) => {
		setImmediate(() => {
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
			resolve();
		});
	});
}
