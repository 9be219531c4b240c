import type { Announcement } from '../api/adaptation';
import type { RunLimits } from '../api/limits';
import type { Capacity } from './capacity';
import type { KeyRecord } from './lane/doubt/keyRecord';
import type { Lanes } from './lane/lanes';
import { LaneState } from './lane/laneState';
import { UnlimitedQueue } from './lane/unlimitedQueue';
import type { Queue, LaneQueue } from './lane/queue';

/** A run's place in a lane. */
interface Place<Kind = Queue> {
	state: LaneState;
	queue: Kind;
}

/** The lanes that one run uses: it joins each when it first needs it. */
export class RunLanes {
	private readonly places = new Map<string, Place<LaneQueue>>();
	private readonly unlimited: Place;
	private readonly key: KeyRecord;

	/** @param owner names the key and its gateway, without revealing the key */
	constructor(
		private readonly lanes: Lanes,
		private readonly owner: string,
		private readonly limits: RunLimits,
		private readonly capacity: Capacity,
	) {
		this.key = lanes.keyRecord(owner);
		this.unlimited = { state: new LaneState(this.key), queue: new UnlimitedQueue(capacity) };
	}

	/** The run's place in the lane of a model or task family; null for none. */
	place(name: string | null): Place {
		if (name === null) return this.unlimited;
		const known = this.places.get(name);
		if (known) return known;
		const { requestsPerMinute, tokensPerMinute } = this.limits;
		const lane = this.lanes.lane(this.owner, name);
		const queue = lane.join({ capacity: this.capacity, requestsPerMinute, tokensPerMinute });
		const place = { queue, state: LaneState.of(lane, this.key, name) };
		this.places.set(name, place);
		return place;
	}

	/** The gateway has told of its lanes, of those that are in use and of others. */
	announced(told: Announcement): void {
		this.key.announced.replace(told);
	}

	/** Leaves every lane: what still waits there is not sent any more. */
	leave(): void {
		for (const { queue } of this.places.values()) queue.leave();
		this.places.clear();
	}
}
