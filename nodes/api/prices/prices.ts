import type { Price } from './price';

/** What the models of a gateway cost, in one unit. */
export interface Prices {
	/** Of every amount: USD, points, or what the user says. */
	unit: string;
	/**
	 * The price of a model; undefined where it has none.
	 *
	 * @param group of channels that answered, as the gateway names it in a header
	 */
	of(model: string, group?: string): Price | undefined;
	/** The most that a model may cost, whichever group answers; undefined where it has no price. */
	most(model: string): Price | undefined;
}
