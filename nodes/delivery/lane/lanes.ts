import type { Clock } from '../clock';
import { KeyRecord } from './doubt/keyRecord';
import { Lane } from './lane';

/** What was learnt of a lane that nobody uses is forgotten after this time, in milliseconds. */
const memory = 600_000;
/** Keys that are remembered for as long as the process lives, in number. */
const mostKeys = 1_000;

/** The lanes of a process. */
export class Lanes {
	/** By key, then by model. */
	private readonly keys = new Map<string, Map<string, Lane>>();
	private readonly records = new Map<string, KeyRecord>();

	constructor(
		private readonly clock: Clock,
		private readonly random: () => number = Math.random,
	) {}

	/**
	 * The lane of a model, shared by all runs.
	 *
	 * @param key what identifies the gateway and the key there, without containing the key
	 * @param model model or task family
	 */
	lane(key: string, model: string): Lane {
		this.forgetIdle();
		const lanes = this.keys.get(key) ?? new Map<string, Lane>();
		this.keys.set(key, lanes);
		const known = lanes.get(model);
		if (known) return known;
		const lane: Lane = new Lane(
			this.clock,
			(hints) => {
				for (const other of lanes.values()) if (other !== lane) other.obey(hints);
			},
			this.random,
		);
		lanes.set(model, lane);
		return lane;
	}

	/** What is known of a key, on whatever lane; it outlives the lanes. */
	keyRecord(key: string): KeyRecord {
		const record = this.records.get(key) ?? new KeyRecord();
		// What was asked for last is kept longest.
		this.records.delete(key);
		this.records.set(key, record);
		const [oldest] = this.records.keys();
		if (this.records.size > mostKeys && oldest !== undefined) this.records.delete(oldest);
		return record;
	}

	/** Lanes that are remembered. */
	get size(): number {
		return [...this.keys.values()].reduce((sum, lanes) => sum + lanes.size, 0);
	}

	private forgetIdle(): void {
		const now = this.clock.now();
		for (const [key, lanes] of this.keys) {
			for (const [model, lane] of lanes) if (lane.idleFor(now) > memory) lanes.delete(model);
			if (lanes.size === 0) this.keys.delete(key);
		}
	}
}
