/** Name and id of the node under test in the workflows made here. */
export const nodeName = 'AIGC2D';
export const nodeId = 'aigc2d';

const to = (name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

/**
 * Manual Trigger → items → Chat → Message a Model.
 *
 * @param {object} choice
 * @param {string} choice.credentialId
 * @param {object[]} [choice.items] the JSON of each item; without it the node gets the one of the trigger
 * @param {object} [choice.parameters] of the node
 * @param {object} [choice.settings] of the node, such as `onError`
 */
export function chatWorkflow({ credentialId, items, parameters = {}, settings = {} }) {
	const before = items ? [trigger(), ...itemNodes(items)] : [trigger()];
	const chat = aigc2d({ id: nodeId, name: nodeName, x: 660, credentialId, parameters, settings });
	const nodes = [...before, chat];
	return { nodes, connections: inARow(nodes), settings: { executionOrder: 'v1' } };
}

/**
 * Manual Trigger → items → a node for every branch, each on the same items or on what another branch gives. A branch
 * that fails gives an error item, and the others go on.
 *
 * @param {object} choice
 * @param {string} [choice.credentialId] of every branch that has none of its own
 * @param {object[]} choice.items the JSON of each item
 * @param {{ name: string, from?: string, credentialId?: string, parameters: object }[]} choice.branches `from`: the name of another branch
 */
export function branchesWorkflow({ credentialId, items, branches }) {
	const before = [trigger(), ...itemNodes(items)];
	const last = before.at(-1).name;
	const settings = { onError: 'continueRegularOutput' };
	const nodes = branches.map(({ name, credentialId: own = credentialId, parameters }, at) =>
		aigc2d({ id: name, name, x: 660, y: at * 160, credentialId: own, parameters, settings }),
	);
	const sources = new Set(branches.map(({ from = last }) => from));
	const followers = [...sources].map((source) => [
		source,
		{
			main: [
				branches
					.filter(({ from = last }) => from === source)
					.map(({ name }) => ({ node: name, type: 'main', index: 0 })),
			],
		},
	]);
	return {
		nodes: [...before, ...nodes],
		connections: { ...inARow(before), ...Object.fromEntries(followers) },
		settings: { executionOrder: 'v1' },
	};
}

/** A model chosen by its ID, as the editor stores it. */
export const modelById = (value) => ({ __rl: true, mode: 'id', value });

/** One message of the user. */
export const userMessage = (content) => ({ values: [{ role: 'user', content }] });

/** Manual Trigger. */
export function trigger() {
	return builtIn('Start', 'manualTrigger', 1, 0, {});
}

/** Nodes that make items of these JSONs. */
export function itemNodes(items) {
	const list = builtIn('Make List', 'set', 3.4, 220, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ items }),
		options: {},
	});
	const split = builtIn('One Item Each', 'splitOut', 1, 440, {
		fieldToSplitOut: 'items',
		options: {},
	});
	return [list, split];
}

function inARow(nodes) {
	const pairs = nodes.slice(1).map(({ name }, position) => [nodes[position].name, to(name)]);
	return Object.fromEntries(pairs);
}

function aigc2d({ id, name, x, y = 0, credentialId, parameters, settings }) {
	return {
		id,
		name,
		type: 'n8n-nodes-aigc2d.aigc2d',
		typeVersion: 1,
		position: [x, y],
		parameters,
		credentials: { aigc2dApi: { id: credentialId, name: 'AIGC2D' } },
		...settings,
	};
}

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
