import type { Announcement } from '../../../api/adaptation';

/** Lanes of which something is remembered, and the longest name of one, in characters. */
const most = 1_000;
const longest = 200;

/** Which adaptations the lanes of a key need, as its gateway announced last, in its list of models. */
export class Announced {
	private adaptations: Announcement = new Map();

	/** It was announced anew; what was announced before no longer counts. */
	replace(told: Announcement): void {
		const kept = [...told].filter(([lane]) => lane.length <= longest).slice(0, most);
		this.adaptations = new Map(kept);
	}

	/** Whether the requests of a lane are to begin with an adaptation. */
	has(lane: string, name: string): boolean {
		return this.adaptations.get(lane)?.includes(name) ?? false;
	}
}
