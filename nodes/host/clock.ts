import { LoggerProxy, sleep } from 'n8n-workflow';
import { failureOf } from '../api/failure';
import type { Clock } from '../delivery/clock';
import { Turns } from '../delivery/turns';

/** Longest delay by which an alarm may be late, in milliseconds. */
const tick = 25;
/** A tick later than this, in milliseconds, came late because the process was busy. */
const lateness = 100;

interface Alarm {
	at: number;
	action: () => void;
}

const alarms = new Set<Alarm>();
const nothing = () => {};
/** One for the process: there is one event loop. */
const turns = new Turns(yieldToEventLoop);
let ticking = false;
/** Time by which ticks were late, in milliseconds. */
let lost = 0;

/**
 * Time in n8n. `sleep` is the only timer that n8n's rules leave to a node, and it cannot be taken
 * back; so one loop of short sleeps, which runs only while something is awaited, serves all alarms.
 */
export const clock: Clock & Required<Pick<Clock, 'lost'>> = {
	now: (): number => performance.now(),

	after(milliseconds: number, action: () => void): () => void {
		const alarm = { at: performance.now() + milliseconds, action };
		alarms.add(alarm);
		if (!ticking) void run();
		return () => {
			alarms.delete(alarm);
			// A set that has grown keeps its last members in memory for a while: all that was awaited would stay with them.
			alarm.action = nothing;
		};
	},

	lost: (): number => lost,

	room: (work: number): Promise<void> | undefined => turns.room(work),
};

async function run(): Promise<void> {
	ticking = true;
	while (alarms.size > 0) {
		const due = performance.now() + tick;
		await sleep(tick);
		turns.turned();
		const now = performance.now();
		if (now - due > lateness) lost += now - due;
		for (const alarm of alarms) {
			if (alarm.at > now) continue;
			alarms.delete(alarm);
			ring(alarm);
		}
	}
	ticking = false;
}

/** An alarm that fails is a fault of our own: it must not take along those of all other runs of the process. */
function ring({ action }: Alarm): void {
	try {
		action();
	} catch (thrown) {
		LoggerProxy.error(`AIGC2D: an alarm of the node failed: ${failureOf(thrown).message}`);
	}
}

/** Lets the event loop turn once: what is ready to be sent or read comes first. */
export async function yieldToEventLoop(): Promise<void> {
	await sleep(0);
}
