import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Loads n8n's own engine into this process.
 *
 * @param {{ folder: string }} options where it may write, as n8n does into the user's folder
 */
export function loadEngine({ folder }) {
	// Both are read when n8n-core is loaded. What stops a node is in the record of the run.
	process.env.N8N_USER_FOLDER = folder;
	process.env.N8N_LOG_LEVEL = 'silent';
	require('reflect-metadata');
	return new Engine(require('n8n-core'), require('n8n-workflow'));
}

/** @typedef {{ name: string, nodes: { name: string, type: string }[] }} WorkflowFile as n8n exports it */

class Engine {
	#core;
	#workflow;
	/** @type {any} */
	#package;

	/** Use `loadEngine`. @param {any} core @param {any} workflow */
	constructor(core, workflow) {
		this.#core = core;
		this.#workflow = workflow;
	}

	/** Loads nodes and credentials of a built package, as n8n does. @param {string} folder with its package.json */
	async addPackage(folder) {
		this.#package = new this.#core.PackageDirectoryLoader(folder);
		await this.#package.loadAll();
	}

	/**
	 * Runs one node of the package: real expressions, pairing, routing and HTTP.
	 *
	 * @param {object} job
	 * @param {any} job.node as in the file of a workflow
	 * @param {string} job.before name of the node that hands the items to it
	 * @param {object[]} job.items what they have as `json`
	 * @param {object} job.credential in plain text
	 * @param {AbortSignal} job.signal presses Stop
	 * @returns {Promise<any>} n8n's record of the execution
	 */
	async run({ node, before, items, credential, signal }) {
		const { createRunExecutionData, Workflow } = this.#workflow;
		const start = { ...startNode, name: before };
		const workflow = new Workflow({
			id: 'engine',
			name: 'engine',
			nodes: [start, node],
			connections: { [before]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
			active: false,
			nodeTypes: this.#nodeTypes(),
			settings: { executionOrder: 'v1' },
		});
		const input = [items.map((json) => ({ json }))];
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node: start, data: { main: input }, source: null }] },
		});
		const [credentialName] = Object.keys(node.credentials);
		// Loads n8n-core, which has to wait until its environment is set.
		const { surroundings } = require('./surroundings.cjs');
		const around = surroundings({
			executionId: '1',
			credentialType: this.#package.credentialTypes[credentialName].type,
			credentialFor: () => credential,
		});
		const running = new this.#core.WorkflowExecute(around, 'manual', data).processRunExecutionData(
			workflow,
		);
		signal.addEventListener('abort', () => running.cancel(), { once: true });
		return await running;
	}

	#nodeTypes() {
		const { packageName, nodeTypes } = this.#package;
		const byName = (/** @type {string} */ name) =>
			name === startNode.type ? handsOn : nodeTypes[name.slice(packageName.length + 1)]?.type;
		return { getByName: byName, getByNameAndVersion: byName, getKnownTypes: () => ({}) };
	}
}

const startNode = { id: 'start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} };

/** Hands on the items that it is given. */
const handsOn = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	/** @this {any} */
	async execute() {
		return [this.getInputData()];
	},
};
