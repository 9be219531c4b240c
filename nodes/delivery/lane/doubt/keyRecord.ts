import { Announced } from '../adaptations/announced';

/** What is known of a key, over all its lanes and all runs of the process. */
export class KeyRecord {
	/** Requests that were admitted. Before the first one a refusal of the key is believed at once. */
	admissions = 0;
	/** Requests of which nothing is known yet, or whose answers are on their way. */
	inFlight = 0;
	readonly announced = new Announced();
}
