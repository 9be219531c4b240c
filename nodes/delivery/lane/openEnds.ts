import type { Reading } from '../../api/readers/reader';

/** Streams that ended without saying why, and none that said it, after which the gateway is taken never to say it. */
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

	/** The reading as it counts on this lane. Learns from it how streams end there. */
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
