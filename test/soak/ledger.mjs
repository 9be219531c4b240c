/**
 * What the gateway of the soak keeps of a ticket.
 *
 * @typedef {object} Entry
 * @property {number} requests
 * @property {number} refused for the limit
 * @property {number} admitted
 * @property {number} bought answers that were made whole, and charged
 * @property {string[]} faults that it met, by name
 */

/** The books of the gateway: every ticket, and what there was in all. */
export class Ledger {
	/** @type {Entry[]} by ticket */
	entries = [];
	inFlight = 0;
	peak = 0;
	/** Answers that were made whole. */
	answered = 0;
	/** When the first request came, and the last answer was made. */
	since = 0;
	until = 0;

	/** @param {number} ticket @returns {Entry} */
	of(ticket) {
		return (this.entries[ticket] ??= {
			requests: 0,
			refused: 0,
			admitted: 0,
			bought: 0,
			faults: [],
		});
	}

	/** A request begins to be answered. */
	enter() {
		this.inFlight += 1;
		this.peak = Math.max(this.peak, this.inFlight);
	}

	leave() {
		this.inFlight -= 1;
	}

	/** An answer was made whole. @param {Entry} entry */
	buy(entry) {
		entry.bought += 1;
		this.answered += 1;
		this.until = Date.now();
	}
}
