import type { Clock } from './clock';
import type { Stop } from './stop';

/** Waits so many milliseconds, or until the run stops. Resolves to whether the time has passed. */
export function waitFor(clock: Clock, milliseconds: number, stop: Stop): Promise<boolean> {
	return new Promise((resolve) => {
		if (stop.isStopped) return resolve(false);
		const endListening = stop.listen(() => {
			endAlarm();
			resolve(false);
		});
		const endAlarm = clock.after(milliseconds, () => {
			endListening();
			resolve(true);
		});
	});
}
