import type { Clock } from '../../nodes/delivery/clock';

interface Event {
	at: number;
	order: number;
	action: (() => void) | undefined;
}

/** Virtual time: events in order, as fast as they can be worked through. */
export class Time {
	now = 0;
	private order = 0;
	private readonly heap: Event[] = [];

	/** Calls `action` at an instant (milliseconds); the returned function takes it back. */
	at(instant: number, action: () => void): () => void {
		const event: Event = { at: Math.max(instant, this.now), order: this.order++, action };
		const { heap } = this;
		let child = heap.push(event) - 1;
		while (child > 0) {
			const parent = (child - 1) >> 1;
			if (!isBefore(event, heap[parent]!)) break;
			heap[child] = heap[parent]!;
			child = parent;
		}
		heap[child] = event;
		return () => (event.action = undefined);
	}

	after(milliseconds: number, action: () => void): () => void {
		return this.at(this.now + milliseconds, action);
	}

	/** Works through all events up to an instant, or until nothing is left. */
	runUntil(instant: number): void {
		for (;;) {
			const next = this.heap[0];
			if (!next || next.at > instant) break;
			this.removeFirst();
			this.now = next.at;
			next.action?.();
		}
		if (instant < Infinity) this.now = instant;
	}

	/** A clock as n8n gives one: alarms come at the next of its ticks (milliseconds), never early. */
	clock(tick: number, phase: number): Clock {
		return {
			now: () => this.now,
			after: (milliseconds, action) =>
				this.at(
					Math.ceil((this.now + Math.max(0, milliseconds) - phase) / tick) * tick + phase,
					action,
				),
		};
	}

	private removeFirst(): void {
		const { heap } = this;
		const last = heap.pop()!;
		if (heap.length === 0) return;
		let parent = 0;
		for (;;) {
			let child = 2 * parent + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
			if (!isBefore(heap[child]!, last)) break;
			heap[parent] = heap[child]!;
			parent = child;
		}
		heap[parent] = last;
	}
}

function isBefore(one: Event, other: Event): boolean {
	return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
	let state = seed * 0x9e3779b1;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A log-normal figure of a given mean. */
export function logNormal(random: () => number, mean: number, sigma: number): number {
	const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	return mean * Math.exp(sigma * normal - (sigma * sigma) / 2);
}
