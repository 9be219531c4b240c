import type { Reading } from '../../api/readers/reader';

/** Streams that ended without saying why, while none said it, after which that is the gateway's way. */
const enough = 2;

const hint =
	'This gateway ends its streams without saying why an answer ended. The node takes them for complete; whether one was cut off cannot be told.';

/**
 * Whether a lane's streams say why they ended. A stream that says that it is over and not why is cut off at
 * most gateways (new-api writes `[DONE]` after any cut), and the usual end at a few.
 */
export class OpenEnds {
	private open = 0;
	private hasReason = false;

	/** The reading as it counts on this lane, with what it tells of the lane. */
	judge<T>(reading: Reading<T>, wasStream: boolean): Reading<T> {
		if (!reading.failure) {
			this.hasReason ||= wasStream;
			return reading;
		}
		const { ifEnded } = reading;
		if (ifEnded === undefined) return reading;
		if (!this.hasReason && this.open >= enough) return { ...ifEnded, hint };
		this.open++;
		return reading;
	}
}
