/** Name and id of the node under test in the workflows made here. */
export const nodeName = 'AIGC2D';
export const nodeId = 'aigc2d';

const to = (name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

/**
 * Manual Trigger → items → Chat → Complete.
 *
 * @param {object} choice
 * @param {string} choice.credentialId
 * @param {object[]} [choice.items] the JSON of each item; without it the node gets the one of the trigger
 * @param {object} [choice.parameters] of the node
 * @param {object} [choice.settings] of the node, such as `onError`
 */
export function chatWorkflow({ credentialId, items, parameters = {}, settings = {} }) {
	const trigger = builtIn('Start', 'manualTrigger', 1, 0, {});
	const list = builtIn('Make List', 'set', 3.4, 220, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ items }),
		options: {},
	});
	const split = builtIn('One Item Each', 'splitOut', 1, 440, {
		fieldToSplitOut: 'items',
		options: {},
	});
	const chat = {
		id: nodeId,
		name: nodeName,
		type: 'n8n-nodes-aigc2d.aigc2d',
		typeVersion: 1,
		position: [660, 0],
		parameters,
		credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
		...settings,
	};
	const nodes = items ? [trigger, list, split, chat] : [trigger, chat];
	const pairs = nodes.slice(1).map(({ name }, position) => [nodes[position].name, to(name)]);
	return { nodes, connections: Object.fromEntries(pairs), settings: { executionOrder: 'v1' } };
}

/** A model chosen by its ID, as the editor stores it. */
export const modelById = (value) => ({ __rl: true, mode: 'id', value });

/** One message of the user. */
export const userMessage = (content) => ({ values: [{ role: 'user', content }] });

function builtIn(name, type, typeVersion, x, parameters) {
	return {
		id: type,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [x, 0],
		parameters,
	};
}
