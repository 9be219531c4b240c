import { examples, item } from './examples.mjs';

/**
 * @typedef {object} Panel one that a node of this package can show
 * @property {string} title as users call it, such as `Chat → Message a Model`
 * @property {string} section the resource, or the kind of node
 * @property {string} about what the editor says of it
 * @property {string} file name of its picture
 * @property {object} workflow with the node, which has the ID `panel`
 */

const ours = 'n8n-nodes-aigc2d.';
export const panelId = 'panel';

/**
 * All panels of this package, in the order of the node panel: one for each operation, and one for each node without any.
 *
 * @param {any[]} types as n8n describes all its nodes to the editor
 * @param {{ id: string, name: string }} credential
 * @returns {Panel[]}
 */
export function panelsOf(types, credential) {
	const own = types.filter(({ name }) => name.startsWith(ours) && !name.endsWith('Tool'));
	return own
		.sort((one, other) => operationsOf(other).length - operationsOf(one).length)
		.flatMap((type) => {
			const operations = operationsOf(type);
			const made = operations.length > 0 ? operations : [panelOfNode(type)];
			return made.map(({ key, parameters, ...panel }) => ({
				...panel,
				workflow: workflowOf(type, { ...parameters, ...examples[key] }, credential),
			}));
		});
}

function operationsOf({ properties }) {
	const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
	return resources.flatMap(({ name: section, value: resource }) => {
		const field = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions.show.resource.includes(resource),
		);
		return (field?.options ?? []).filter(isOurs).map(({ name, value: operation, description }) => ({
			key: `${resource}.${operation}`,
			title: `${section} → ${name}`,
			section,
			about: description,
			file: `${resource}-${operation}.png`,
			parameters: { resource, operation },
		}));
	});
}

/** n8n adds a resource and an operation of its own, which lead to its HTTP Request node. */
const isOurs = ({ value }) => !value.startsWith('__');

function panelOfNode({ name, displayName, description }) {
	const key = name.slice(ours.length);
	return {
		key,
		title: displayName,
		section: 'Nodes that others are built on',
		about: description,
		file: `${key}.png`,
		parameters: {},
	};
}

/** The node behind an item, so that expressions show what they give. */
function workflowOf({ name: type, displayName, inputs }, parameters, credential) {
	const at = { typeVersion: 1, credentials: { aigc2dApi: credential }, parameters };
	const node = { id: panelId, name: displayName, type, position: [440, 0], ...at };
	const start = { id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const settings = { executionOrder: 'v1' };
	if (inputs.length === 0) return { nodes: [node], connections: {}, settings };
	return {
		nodes: [{ ...start, typeVersion: 1, position: [0, 0], parameters: {} }, node],
		connections: { Start: { main: [[{ node: displayName, type: 'main', index: 0 }]] } },
		pinData: { Start: [{ json: item }] },
		settings,
	};
}
