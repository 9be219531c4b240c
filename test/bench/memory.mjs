/**
 * Peak memory at one length of list, each in an n8n that has just been started: what one run has
 * taken would otherwise stand in the figure of the next.
 *
 * @param {object} bench `start()` gives an n8n as n8nRuns.mjs does, and `log`
 * @param {{ count: number, contestants: object[] }} plan
 * @returns {Promise<{ title: string, before: number, peak: number }[]>} in MB
 */
export async function measureMemory({ start, log }, { count, contestants }) {
	const results = [];
	for (const contestant of [sameItems, ...contestants]) {
		log(`Peak memory at ${count} items: ${contestant.title}`);
		const host = await start();
		try {
			const { rss, wall, items, error } = await host.run(contestant, count);
			if (items !== count) throw new Error(`${contestant.title}: ${error ?? `${items} items`}`);
			const { key, title } = contestant;
			results.push({ key, title, items, wall, before: rss.before / 1024, peak: rss.peak / 1024 });
		} finally {
			await host.close();
		}
	}
	return results;
}

const text = 'The customer asks where the parcel is, was promised Friday, and wants a call. '
	.repeat(8)
	.trim();

/** What our node puts out for the answer of the bench's gateway. */
const output = {
	text,
	message: { role: 'assistant', content: text },
	finish_reason: 'stop',
	truncated: false,
	model: 'bench-1',
	id: 'chatcmpl-bench',
	usage: { prompt_tokens: 21, completion_tokens: 120, total_tokens: 141 },
};

/**
 * A Set node that outputs the same items: a node cannot do with less. The expression gives every item
 * strings of its own, as answers are. Braces stand apart, because two in a row would end the expression.
 */
const sameItems = {
	key: 'set',
	title: 'Set node, same items',
	node: () => ({
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: `={{ ${JSON.stringify(output, null, 1)} }}`,
			options: {},
		},
	}),
};
