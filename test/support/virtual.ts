import type { Request } from '../../nodes/api/call';
import { defaultRunLimits } from '../../nodes/api/limits';
import type { Clock } from '../../nodes/delivery/clock';
import { Delivery, type Setup } from '../../nodes/delivery/delivery';
import { Lanes } from '../../nodes/delivery/lane/lanes';
import { Stop } from '../../nodes/delivery/stop';
import type { Answer, Transport } from '../../nodes/delivery/transport';

/** A clock that stands still until it is moved. */
export class VirtualClock implements Clock {
	private time = 0;
	private readonly alarms = new Set<{ at: number; action: () => void }>();

	now(): number {
		return this.time;
	}

	after(milliseconds: number, action: () => void): () => void {
		const alarm = { at: this.time + milliseconds, action };
		this.alarms.add(alarm);
		return () => void this.alarms.delete(alarm);
	}

	/** Moves on, alarm by alarm, and lets everything that follows from each one happen. */
	async pass(milliseconds: number): Promise<void> {
		const until = this.time + milliseconds;
		await settle();
		for (;;) {
			const [next] = [...this.alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
			if (next === undefined) break;
			this.time = Math.max(this.time, next.at);
			this.alarms.delete(next);
			next.action();
			await settle();
		}
		this.time = until;
	}

	/** Moves on while the process is busy: what is due meanwhile comes late. */
	block(milliseconds: number): void {
		this.time += milliseconds;
	}

	/** Alarms that are still set: none may be left when a run is over. */
	get pending(): number {
		return this.alarms.size;
	}
}

/** Lets promises that are already decided take their course. */
export async function settle(): Promise<void> {
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- comes when no promise has anything left to do
	await new Promise<void>((resolve) => setImmediate(resolve));
}

/** A transport that answers from a function instead of a network. */
export function virtualTransport(
	answer: (
		request: Request,
		signal: AbortSignal,
		address: string,
	) => Promise<Partial<Answer>> | Partial<Answer>,
	addresses: Transport['addresses'] = ['https://gateway.test'],
): Transport {
	return {
		addresses,
		async open(request, address, signal) {
			const given = await answer(request, signal, address);
			return { status: 200, headers: {}, body: bytesOf('{}'), ...given };
		},
	};
}

/** A delivery for tests on a virtual clock, with lanes of its own. */
export function virtualDelivery(transport: Transport, more: Partial<Setup> = {}) {
	const clock = new VirtualClock();
	const stop = new Stop();
	const delivery = new Delivery({
		transport,
		clock,
		lanes: new Lanes(clock, () => 0.5),
		owner: 'test',
		limits: defaultRunLimits,
		stop,
		random: () => 0.5,
		...more,
	});
	return { clock, stop, delivery };
}

/** The bytes of a text, in pieces of a given size. */
export async function* bytesOf(text: string, size = Infinity): AsyncGenerator<Uint8Array> {
	const bytes = new TextEncoder().encode(text);
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A promise that rejects when a signal is aborted, as a socket does. */
export function untilAborted(signal: AbortSignal): Promise<never> {
	return new Promise((_resolve, reject) => {
		const abort = () => reject(Object.assign(new Error('aborted'), { code: 'ERR_CANCELED' }));
		if (signal.aborted) abort();
		else signal.addEventListener('abort', abort);
	});
}
