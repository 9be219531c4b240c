import { bucket, concurrency, sliding, stray } from '../bench/hiddenLimits.mjs';

/**
 * @typedef {object} HiddenLimit a limit of the gateway, of which no worker is told
 * @property {string} words what it is
 * @property {number} perSecond answers that it allows, at `latency`
 * @property {number} period seconds after which it is as before
 * @property {number} least goodput that is aimed at, as a share of what it allows
 * @property {() => { take(): undefined | 'limit' | 'stray', done(): void }} start `take`: why a request is refused
 */

/** Of answers, in milliseconds. */
export const latency = 500;

const rate = 25;
/** A minute of a real gateway is six seconds here. */
const window = 6;
const most = 12;
const share = 0.02;

/** @type {Record<string, HiddenLimit>} */
export const limits = {
	bucket: {
		words: `token bucket, ${rate} a second`,
		perSecond: rate,
		period: 1,
		least: 0.95,
		start: () => alone(bucket({ rate, burst: rate })),
	},
	sliding: {
		words: `${rate * window} in any ${window} s`,
		perSecond: rate,
		period: window,
		least: 0.95,
		start: () => alone(sliding({ most: rate * window, window })),
	},
	concurrency: {
		words: `${most} in flight`,
		perSecond: (most * 1000) / latency,
		period: 1,
		least: 0.85,
		start: () => alone(concurrency({ most })),
	},
	channels: {
		words: `token bucket, ${rate} a second, behind channels of which one in ${1 / share} is full`,
		perSecond: rate,
		period: 1,
		least: 0.95,
		start: () => behindChannels(bucket({ rate, burst: rate }), stray({ share })),
	},
};

const alone = (limit) => ({
	take: () => (limit.take() > 0 ? 'limit' : undefined),
	done: () => limit.done(),
});

/** A full channel refuses whatever the key has left. */
const behindChannels = (limit, channels) => ({
	take() {
		if (channels.take() > 0) return 'stray';
		return limit.take() > 0 ? 'limit' : undefined;
	},
	done: () => limit.done(),
});
