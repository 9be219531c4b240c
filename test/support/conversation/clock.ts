import { hurriedClock } from '../hurriedClock';

export { yieldToEventLoop } from '../hurriedClock';

/** How many times as fast the time of the node goes. */
export const speed = 10;

/** Stands in for the module of n8n's time. */
export const clock = hurriedClock(speed);
