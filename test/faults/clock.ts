import { hurriedClock } from '../support/hurriedClock';

export { yieldToEventLoop } from '../support/hurriedClock';

/** How many times as fast the time of the node goes in cases that wait for minutes. */
export const speed = 30;

/** Stands in for the module of n8n's time. */
export const clock = hurriedClock(speed);
