/** The header in which a worker says its name. */
export const workerHeader = 'x-worker';

/** The variable of a worker's environment that has it. */
export const workerVariable = 'SCALE_WORKER';

/** What an item asks. @param {number} execution @param {number} item */
export const questionOf = (execution, item) => `Ticket ${execution}-${item}: where is my parcel?`;

const to = (node) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/**
 * Webhook → Split Out → Chat → Message a Model, as installed, on every item. The caller gets all items when the
 * execution is over. Workers share the credential, so that only the environment tells them apart.
 *
 * @param {{ name: string, credentialId: string }} choice `name` is the path of the webhook, and the model: what was
 *   learned of a lane must not help the next run
 */
export function workflowOf({ name, credentialId }) {
	const nodes = [
		place('Webhook', 0, {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: name,
			parameters: {
				httpMethod: 'POST',
				path: name,
				responseMode: 'lastNode',
				responseData: 'allEntries',
				options: {},
			},
		}),
		place('One Item Each', 1, {
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		}),
		place('AIGC2D', 2, {
			type: 'n8n-nodes-aigc2d.aigc2d',
			typeVersion: 1,
			parameters: {
				model: { __rl: true, mode: 'id', value: name },
				messages: { values: [{ role: 'user', content: '={{ $json.text }}' }] },
				options: {
					headers: { values: [{ name: workerHeader, value: `={{ $env.${workerVariable} }}` }] },
				},
			},
			credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
			onError: 'continueRegularOutput',
		}),
	];
	const connections = { Webhook: to('One Item Each'), 'One Item Each': to('AIGC2D') };
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

function place(name, column, node) {
	return { id: name, name, position: [column * 220, 0], ...node };
}
