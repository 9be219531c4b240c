import type { Clock } from '../clock';
import { Lane } from './lane';

/** What was learnt of a lane that nobody uses is forgotten after this time, in milliseconds. */
const memory = 600_000;

/** The lanes of a process. */
export class Lanes {
	/** By key, then by model. */
	private readonly keys = new Map<string, Map<string, Lane>>();

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
