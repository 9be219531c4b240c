import { middle } from './speed.mjs';
import { our, readers } from './contestants.mjs';

/** Who reads the credential; n8n tells no node whether there is an expression in one. */
const contestants = [...readers, our[50], our.byItem];

/**
 * What it costs to read the credential for every item, alone and within the node. The gateway answers at once.
 *
 * @param {object} bench `run(contestant, count, settings)`, and `log`
 * @param {{ count: number, rounds: number }} plan
 * @returns {Promise<{ key: string, title: string, count: number, wall: number, cpu: number, items: number }[]>} medians
 */
export async function measureCredential({ run, log }, { count, rounds }) {
	const samples = new Map(contestants.map((contestant) => [contestant, []]));
	for (let round = 1; round <= rounds; round++) {
		log(`The credential of ${count} items, round ${round} of ${rounds}`);
		for (const contestant of contestants)
			samples.get(contestant).push(await run(contestant, count, { latency: 0 }));
	}
	return contestants.map((contestant) => {
		const { key, title } = contestant;
		return { key, title, count, ...middle(samples.get(contestant)) };
	});
}
