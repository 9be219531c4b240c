import type { ToolResult } from '../api/tool/tool';
import type { Clock } from './clock';
import type { Stop } from './stop';

/** A run of a tool. */
interface ToolWork {
	/** Runs of one queue go one after the other; absent: side by side with all others. */
	queue?: string | undefined;
	/** Longest time from its beginning to its end, in seconds. */
	seconds: number;
	/** Never rejects. */
	run(signal: AbortSignal): Promise<ToolResult>;
}

/** What ends a run of a tool early. */
interface ToolEnds {
	clock: Clock;
	stop: Stop;
}

/** So many at a time, in the order in which they ask. */
class Slots {
	private taken = 0;
	private readonly waiting: Array<() => void> = [];

	constructor(private readonly most: number) {}

	async take(): Promise<void> {
		if (this.taken < this.most) this.taken++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** Passes its slot on. */
	release(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.taken--;
	}
}

/** Runs the tools that models call: as many at the same time as requests may be in flight, all items of the run together. */
export class ToolRuns {
	private readonly all: Slots;
	private readonly queues = new Map<string, Slots>();

	/** @param most runs at the same time */
	constructor(most: number) {
		this.all = new Slots(most);
	}

	/** What a tool gave; undefined where the run of the node was stopped before it did. */
	async result(work: ToolWork, ends: ToolEnds): Promise<ToolResult | undefined> {
		const slots = [...(work.queue === undefined ? [] : [this.queueOf(work.queue)]), this.all];
		for (const slot of slots) await slot.take();
		try {
			return await within(work, ends);
		} finally {
			for (const slot of slots) slot.release();
		}
	}

	private queueOf(name: string): Slots {
		const known = this.queues.get(name) ?? new Slots(1);
		this.queues.set(name, known);
		return known;
	}
}

/** Nobody waits for a tool that takes too long: it is told, and what it gives then is of no use. */
async function within(
	{ run, seconds }: ToolWork,
	{ clock, stop }: ToolEnds,
): Promise<ToolResult | undefined> {
	if (stop.isStopped) return undefined;
	const late = new AbortController();
	return await new Promise((resolve) => {
		const end = (result: ToolResult | undefined) => {
			endAlarm();
			endListening();
			resolve(result);
		};
		const endEarly = (result?: ToolResult) => {
			end(result);
			late.abort();
		};
		const error = `It was not done within ${seconds} seconds (Total Timeout, under Limits and Retries).`;
		const endAlarm = clock.after(seconds * 1000, () => endEarly({ error }));
		const endListening = stop.listen(() => endEarly());
		void run(late.signal).then(end, (thrown: unknown) => end({ error: String(thrown) }));
	});
}
