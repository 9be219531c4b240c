import { answerTo, outputOf } from './answers.mjs';

/** Seconds without a sign of life after which a request of the soak is taken for lost. */
export const silence = 10;

/** The node as it is installed, but for the time that it bears silence: nobody wants to wait 90 seconds here. */
export const throughput = { retryTimeouts: true, firstByteTimeout: silence, idleTimeout: silence };

/** Chat → Message a Model on every item. */
export const ours = {
	title: 'AIGC2D, as installed',
	node: (model, credentials) => ({
		type: 'n8n-nodes-aigc2d.aigc2d',
		typeVersion: 1,
		parameters: {
			model: { __rl: true, mode: 'id', value: model },
			messages: { values: [{ role: 'user', content: '={{ $json.text }}' }] },
			throughput,
		},
		credentials: { aigc2dApi: { id: credentials.aigc2dApi, name: 'AIGC2D' } },
		onError: 'continueRegularOutput',
	}),
};

/** The text of an answer as an expression of n8n. */
const text = `(${JSON.stringify(answerTo('|')).replaceAll('|', '" + $json.number + "')})`;

/**
 * A Set node that outputs the same items: a node cannot do with less. Braces stand apart, because two in a row would
 * end the expression.
 */
export const sameItems = {
	title: 'Set node, same items',
	node: () => ({
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: `={{ ${JSON.stringify(outputOf('|'), null, 1).replaceAll('"|"', text)} }}`,
			options: {},
		},
	}),
};
