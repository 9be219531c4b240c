import type { Clock } from './clock';

/** Waits so many milliseconds, or until the signal is aborted. Resolves to whether the time has passed. */
export function waitFor(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<boolean> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve(false);
		const stop = () => {
			end();
			resolve(false);
		};
		const end = clock.after(milliseconds, () => {
			signal.removeEventListener('abort', stop);
			resolve(true);
		});
		signal.addEventListener('abort', stop, { once: true });
	});
}
