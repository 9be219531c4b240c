/**
 * @typedef {object} Sample in MB
 * @property {number} seconds since the node began
 * @property {number} answered answers that the gateway had made by then
 * @property {number} rss all that the process had, garbage and free room of the heap included
 * @property {number} live what was left when the garbage was collected
 */

/**
 * What the node keeps beyond its outputs: what is live, less what was live before, less the outputs of what was
 * answered by then. What an output takes, a Set node that makes the same ones shows.
 *
 * @param {Sample[]} samples of the run
 * @param {Sample[]} least of the Set node
 * @param {number} count of items
 * @returns {(Sample & { beyond: number })[]}
 */
export function beyondOutputs(samples, least, count) {
	const perItem = (least.at(-1).live - least[0].live) / count;
	const [{ live: before }] = samples;
	return samples.map((sample) => ({
		...sample,
		beyond: sample.live - before - Math.min(sample.answered, count) * perItem,
	}));
}
