/** A request on its way, as the limiter remembers it. */
export interface Send {
	/** When it was sent, in milliseconds. */
	readonly at: number;
	/** Its number among the sends of the lane, from 1. */
	readonly seq: number;
	/** Requests in flight with it, itself included. */
	readonly level: number;
	/** Estimated tokens. */
	readonly tokens: number;
	/** Refused, or given back without a verdict: what it was charged has been given back. */
	wasRefused?: true;
	/** The status line of a good answer came. */
	wasAdmitted?: true;
}
