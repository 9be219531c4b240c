/** Share of a stated limit that is used. */
const used = 0.99;
/** How long a limit in a gateway's words is believed, in milliseconds: it may be raised. */
const memory = 600_000;

/** The limits of a pace that were stated: by the user, who knows, and by the gateway, for a while. */
export class Stated {
	private ofUser = Infinity;
	private ofGateway = Infinity;
	private believedUntil = -Infinity;

	/** What the user states, as amount per minute; infinite: nothing. */
	keep(perMinute: number): void {
		this.ofUser = perMinute / 60;
	}

	/** What the gateway states, as amount in a window (milliseconds). */
	believe(amount: number, window: number, now: number): void {
		this.ofGateway = (1_000 * amount) / window;
		this.believedUntil = now + memory;
	}

	/** The stricter of them, as amount per second; infinite: nothing is stated. */
	rate(now: number): number {
		return used * Math.min(this.ofUser, now < this.believedUntil ? this.ofGateway : Infinity);
	}
}
