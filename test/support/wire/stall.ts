import { clock } from '../../../nodes/host/clock';

/** How often is looked, and how late an alarm always may be, in milliseconds. */
const every = 100;
const usual = 30;

/**
 * Begins to measure how long this process is kept from its work, by itself or by others on the machine. What is
 * returned ends it, and tells how late its alarms were altogether, in milliseconds.
 */
export function measureStall(): () => number {
	let late = 0;
	let endAlarm = () => {};
	const look = () => {
		const due = performance.now() + every;
		endAlarm = clock.after(every, () => {
			late += Math.max(0, performance.now() - due - usual);
			look();
		});
	};
	look();
	return () => {
		endAlarm();
		return late;
	};
}
